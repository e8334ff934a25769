import type { Answer } from './answer.js'
import { unwrap } from './problem.js'

export type UploadedPicture = Answer<'/api/pictures', 'post'>

/** Sends one picture as form data, which the typed client does not cover; answers its id, address and size. */
export function uploadPicture(file: Blob): Promise<UploadedPicture> {
  const body = new FormData()
  body.append('file', file)
  return unwrap(send<UploadedPicture>('/api/pictures', body))
}

type UploadedSheet = Answer<'/api/imports', 'post'>

/** Sends a sheet of members or orders in the same way; it may be large, so it takes its time. */
export function uploadSheet(kind: 'members' | 'orders', file: Blob): Promise<UploadedSheet> {
  const body = new FormData()
  body.append('file', file)
  return unwrap(send<UploadedSheet>(`/api/imports?kind=${kind}`, body))
}

type TakenIn = Answer<'/api/product-sheet', 'post'>

/** Sends a sheet of products in the same way: to be checked, or to be taken in. */
export function uploadProducts(file: Blob, { apply }: { apply: boolean }): Promise<TakenIn> {
  const body = new FormData()
  body.append('file', file)
  return unwrap(send<TakenIn>(`/api/product-sheet?apply=${apply}`, body))
}

async function send<Uploaded>(url: string, body: FormData) {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'x-huike-csrf': '1' },
  })
  const json: unknown = await response.json()
  return response.ok ? { data: json as Uploaded, response } : { error: json, response }
}
