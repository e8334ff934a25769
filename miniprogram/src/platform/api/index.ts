import { session } from '../session'
import { Problem, toProblem } from './problem'
import { request, type Call } from './request'

export { attempt } from './attempt'
export { Problem, toProblem } from './problem'
export { sentenceFor } from './sentences'
export { request } from './request'
export type * from './types'

/** A first log-in is worked within a moment: until then the server asks to come back. */
const NOT_YET = { code: 'customer-not-yet-known', pauseMs: 500, attempts: 20 } as const

/**
 * A request in the customer's name. When the server no longer knows the token, logs in again without
 * asking (where the platform can) and repeats the request once; else throws `not-logged-in`.
 */
export async function authorized<Answer>(path: string, call: Call = {}): Promise<Answer> {
  const token = await session.token()
  if (token === null) {
    throw new Problem('not-logged-in', { status: 401 })
  }
  try {
    return await patiently<Answer>(path, { ...call, token })
  } catch (error) {
    if (toProblem(error).status !== 401) {
      throw error
    }
  }
  const renewed = await session.renew(token)
  if (renewed === null) {
    throw new Problem('not-logged-in', { status: 401 })
  }
  return patiently<Answer>(path, { ...call, token: renewed })
}

async function patiently<Answer>(path: string, call: Call): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request<Answer>(path, call)
    } catch (error) {
      if (toProblem(error).code !== NOT_YET.code || attempt === NOT_YET.attempts) {
        throw error
      }
      await new Promise((resolve) => setTimeout(resolve, NOT_YET.pauseMs))
    }
  }
}
