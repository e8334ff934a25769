import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'

export type Operator = Readonly<{
  operatorId: Id<'opr'>
  revision: number
  username: string
  name: string
  role: 'admin' | 'operator' | 'store-manager' | 'staff' | 'read-only'
  /** Stores the operator sees; null: all. */
  storeCodes: readonly string[] | null
  status: 'active' | 'disabled'
  /** Missing for staff, who log in through WeCom. */
  passwordHash?: string
  staffUserid?: string
  createdAt: Date
}>

export type Session = Readonly<{
  sessionId: Id<'ses'>
  operatorId: Id<'opr'>
  createdAt: Date
  lastSeenAt: Date
  endsAt: Date
}>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A session ends after so long without a request … */
export const SESSION_IDLE_MS = 12 * HOUR_MS
/** … and after so long in any case. */
export const SESSION_LIFE_MS = 7 * 24 * HOUR_MS
/** How stale `lastSeenAt` may be: at most one write per session and minute. */
const SEEN_STEP_MS = MINUTE_MS

export type SessionState = 'live' | 'live-and-due' | 'over'

/** Is the session still good, and is it time to write down that it was seen? */
export function sessionState(session: Session, now: Date): SessionState {
  const idleMs = now.getTime() - session.lastSeenAt.getTime()
  if (now >= session.endsAt || idleMs >= SESSION_IDLE_MS) {
    return 'over'
  }
  return idleMs >= SEEN_STEP_MS ? 'live-and-due' : 'live'
}

/** Failed log-ins within this window are counted together. */
export const ATTEMPT_WINDOW_MS = 15 * MINUTE_MS
/** From one address for one name. */
export const MAX_ATTEMPTS_HERE = 5
/** From anywhere for one name: guessing from many addresses. */
export const MAX_ATTEMPTS_ANYWHERE = 100

type Attempts = Readonly<{ here: number; anywhere: number }>

/** The counts hold this attempt already, so that guesses sent at once cannot pass together. */
export function decideAttempt({ here, anywhere }: Attempts): Result<null, 'login-locked'> {
  const isOver = here > MAX_ATTEMPTS_HERE || anywhere > MAX_ATTEMPTS_ANYWHERE
  return isOver ? refuse('login-locked') : ok(null)
}

export type OperatorChange = Partial<
  Pick<Operator, 'name' | 'role' | 'storeCodes' | 'status' | 'passwordHash'>
>

/** The operator as changed. Somebody must stay who can manage the others. */
export function decideChange(
  operator: Operator,
  change: OperatorChange,
  { otherAdmins }: Readonly<{ otherAdmins: number }>,
): Result<Operator, 'last-admin'> {
  const next = { ...operator, ...change }
  const wasAdmin = operator.role === 'admin' && operator.status === 'active'
  const staysAdmin = next.role === 'admin' && next.status === 'active'
  return wasAdmin && !staysAdmin && otherAdmins === 0 ? refuse('last-admin') : ok(next)
}

/** Must the sessions end? After anything that takes rights away or changes the secret. */
export function endsSessions(before: Operator, after: Operator): boolean {
  return after.status === 'disabled' || before.passwordHash !== after.passwordHash
}
