import type { Answer } from './answer.js'
import { unwrap } from './problem.js'

export type UploadedPicture = Answer<'/api/pictures', 'post'>

/** Sends one picture as form data, which the typed client does not cover; answers its id, address and size. */
export function uploadPicture(file: Blob): Promise<UploadedPicture> {
  const body = new FormData()
  body.append('file', file)
  return unwrap(send(body))
}

async function send(body: FormData) {
  const response = await fetch('/api/pictures', {
    method: 'POST',
    body,
    headers: { 'x-huike-csrf': '1' },
  })
  const json: unknown = await response.json()
  return response.ok ? { data: json as UploadedPicture, response } : { error: json, response }
}
