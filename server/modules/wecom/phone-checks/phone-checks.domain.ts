import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import type { ContactKey } from '../contacts/relation.domain.js'

/** A code sent to a phone and given back to staff proves that the customer in front of them holds it. Pure. */

const MINUTE_MS = 60_000
export const CODE_DIGITS = 6
export const CODE_MS = 5 * MINUTE_MS
export const MAX_TRIES = 5

/** How many codes a day, and how long between two: `everyMs`. A phone is not to be flooded, nor numbers tried out by staff. */
export const LIMITS = {
  phone: { perDay: 5, everyMs: MINUTE_MS },
  contact: { perDay: 10, everyMs: 0 },
  staff: { perDay: 50, everyMs: 0 },
} as const
export type LimitKind = keyof typeof LIMITS

export type PhoneCheck = Readonly<{
  checkId: string
  /** Who is in front of the staff member. */
  externalUserid: string
  identifierKey: ContactKey
  /** Encrypted. */
  phone: string
  phoneMasked: string
  operatorId: string
  /** In WeCom; absent for an operator of the console. */
  userid?: string
  /** A keyed hash of id and code. */
  codeHash: string
  sentAt: Date
  expiresAt: Date
  state: 'sent' | 'proved'
  tries: number
}>

export type TryRefusal = 'code-wrong' | 'code-over'

/** `check`: with this try counted. The code itself is compared by the caller, in constant time. */
export function decideTry(
  check: Pick<PhoneCheck, 'state' | 'tries' | 'expiresAt'>,
  { isRight, now }: Readonly<{ isRight: boolean; now: Date }>,
): Result<null, TryRefusal> {
  if (check.tries > MAX_TRIES || now >= check.expiresAt) {
    return refuse('code-over')
  }
  if (isRight) {
    return ok(null)
  }
  return refuse(check.tries === MAX_TRIES ? 'code-over' : 'code-wrong')
}
