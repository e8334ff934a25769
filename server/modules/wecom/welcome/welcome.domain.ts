/** When a welcome message may be sent, and what became of it. Source: WeCom documents 92137, 92599. Pure. */

/** Life of a welcome code, counted from the event that brought it. */
export const WELCOME_CODE_MS = 20_000
/** A repeat must leave the platform time to take it. */
const REPEAT_UNTIL_MS = 18_000
/** Between two tries while another app is sending, or when no answer came; the outbox allows 25, more than 18 s need. */
export const RETRY_MS = 1_000

/** `skipped`: they had asked not to be contacted. */
export type WelcomeOutcome = 'sent' | 'sent-or-chatting' | 'expired' | 'failed' | 'skipped'

export type Welcome = Readonly<{
  /** SHA-256 of the code: at most one delivery per code. */
  welcomeId: string
  /** The outbox event that asked for it: one delivery, one end. */
  deliveryId: string
  userid: string
  externalUserid: string
  identifierKey: string
  channelCodeId?: string
  outcome: WelcomeOutcome
  /** Our code of what went wrong; only with `failed`, `expired` and `skipped`. */
  reason?: string
  attempts: number
  /** Business time. */
  at: Date
  /** From the arrival of the event to the platform's answer, in milliseconds. */
  latencyMs: number
}>

export type SendDecision = 'send' | 'expired'

/**
 * The first try may use all of the 20 s. A repeat, after a kill or a lost reply, only the first 18: the platform delivers a
 * code once, so sending it again is harmless.
 */
export function decideSend(
  code: Readonly<{ happenedAt: Date; expiresAt: Date; attempt: number }>,
  now: Date,
): SendDecision {
  const ageMs = now.getTime() - code.happenedAt.getTime()
  const isOver = now >= code.expiresAt || (code.attempt > 1 && ageMs >= REPEAT_UNTIL_MS)
  return isOver ? 'expired' : 'send'
}

/**
 * What an answer of the platform means. Null: look again. A code that is invalid there and young here, at the first try, may
 * be a difference of clocks: a second later it is known as expired, or has failed.
 */
export function outcomeOf(
  answer: 'sent' | 'sent-or-chatting' | 'code-invalid',
  attempt: number,
): Readonly<{ outcome: WelcomeOutcome; reason?: string }> | null {
  if (answer !== 'code-invalid') {
    return { outcome: answer }
  }
  return attempt === 1 ? null : { outcome: 'failed', reason: 'welcome-code-invalid' }
}

/** A repeat that WeCom calls a second one was, as far as one can know, ours. */
export const wasDelivered = (outcome: WelcomeOutcome, attempt: number): boolean =>
  outcome === 'sent' || (outcome === 'sent-or-chatting' && attempt > 1)

/** The value below which `share` of the sorted values lie; null for none. */
export function percentile(sorted: readonly number[], share: number): number | null {
  const index = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)
  return sorted[Math.max(0, index)] ?? null
}
