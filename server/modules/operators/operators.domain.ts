import { ok, refuse, type Refusal, type Result } from '../../platform/errors/index.js'
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

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
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
/** From one address for any names: one password tried on everybody. Log-ins that succeed are taken off again. */
export const MAX_ATTEMPTS_ADDRESS = 60

/** How many attempts there were in the window, the present one included, and when the window ends. */
export type AttemptCount = Readonly<{ count: number; windowEndsAt: Date }>
type Attempts = Readonly<Record<'here' | 'anywhere' | 'address', AttemptCount>>
type Locked = Refusal<'login-locked'> & Readonly<{ retryAfterS: number }>

/** The counts hold this attempt already, so that guesses sent at once cannot pass together. */
export function decideAttempt({ here, anywhere, address }: Attempts, now: Date): Locked | null {
  const over = [
    { ...here, max: MAX_ATTEMPTS_HERE },
    { ...anywhere, max: MAX_ATTEMPTS_ANYWHERE },
    { ...address, max: MAX_ATTEMPTS_ADDRESS },
  ].filter(({ count, max }) => count > max)
  if (over.length === 0) {
    return null
  }
  const endsAt = Math.max(...over.map(({ windowEndsAt }) => windowEndsAt.getTime()))
  const retryAfterS = Math.max(1, Math.ceil((endsAt - now.getTime()) / SECOND_MS))
  return { ...refuse('login-locked'), retryAfterS }
}

const IPV6_GROUPS = 8
const NETWORK_GROUPS = 4

/** Whom an address stands for: an IPv4 address for itself, an IPv6 one for its /64, which one line has to itself. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined || !ip.includes(':')) {
    return mapped ?? ip
  }
  const [head = '', tail = ''] = ip.toLowerCase().split('::')
  const [before, after] = [head, tail].map((part) => part.split(':').filter(Boolean))
  const zeros = IPV6_GROUPS - (before?.length ?? 0) - (after?.length ?? 0)
  const groups = [
    ...(before ?? []),
    ...Array<string>(Math.max(0, zeros)).fill('0'),
    ...(after ?? []),
  ]
  return `${groups.slice(0, NETWORK_GROUPS).join(':')}::/64`
}

export type OperatorChange = Partial<
  Pick<Operator, 'name' | 'role' | 'storeCodes' | 'status' | 'passwordHash'>
>

/** An admin of some stores only holds no permission over the others (roles.ts). */
const canManage = ({ role, status, storeCodes }: Operator): boolean =>
  role === 'admin' && status === 'active' && storeCodes === null

/** A store manager without stores would see them all. */
export const lacksStores = ({ role, storeCodes }: Pick<Operator, 'role' | 'storeCodes'>): boolean =>
  role === 'store-manager' && storeCodes === null

/** The operator as changed. Somebody must stay who can manage the others. */
export function decideChange(
  operator: Operator,
  change: OperatorChange,
  { otherAdmins }: Readonly<{ otherAdmins: number }>,
): Result<Operator, 'last-admin' | 'stores-needed'> {
  const next = { ...operator, ...change }
  if (lacksStores(next)) {
    return refuse('stores-needed')
  }
  const isLast = canManage(operator) && !canManage(next) && otherAdmins === 0
  return isLast ? refuse('last-admin') : ok(next)
}

/** Must the sessions end? After anything that takes rights away or changes the secret. */
export function endsSessions(before: Operator, after: Operator): boolean {
  return after.status === 'disabled' || before.passwordHash !== after.passwordHash
}
