import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Headers, House } from '../house.js'

/** A request that will succeed. */
export type Request = Readonly<{
  url: string
  headers?: Headers
  payload?: string | Buffer
  /** Id of what it is done to; unset: the answer tells, or it is the one who asks. */
  subjectId?: string
}>

/** Something that changes the product, and what the audit trail must tell of it. */
export type Deed = Readonly<{
  action: string
  subject: string
  /** `change`: before and after; `new`: after; `act`: no document of the business changes, so neither. */
  tells: 'change' | 'new' | 'act'
  /** Makes what the request needs; answers the request. */
  prepare(house: House, admin: Headers): Promise<Request> | Request
}>

export type Deeds = Readonly<Record<string, Deed>>

export const WITHIN = { withinMs: 60_000 }

export const json = (url: string, body: unknown, more: Partial<Request> = {}): Request => ({
  url,
  payload: JSON.stringify(body),
  ...more,
  headers: { 'content-type': 'application/json', ...more.headers },
})

/** A name that nobody has yet. */
export const fresh = () => randomUUID().slice(0, 8)

/** Sends a preparing request and answers its body. */
export async function post<Schema extends z.ZodType>(
  { app }: House,
  admin: Headers,
  { url, payload, headers }: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const answer = await app.inject({
    method: 'POST',
    url,
    payload: payload ?? '',
    headers: { ...admin, ...headers },
  })
  return schema.parse(answer.json())
}
