/** Why a call was not made: our own budget, the platform's wish for a pause, or a platform that does not answer. */
export type HeldReason = 'spent' | 'closed' | 'circuit-open'

/** A call that was not even sent: surely without effect, and worth trying again after `retryAfterMs`. */
export class CallHeld extends Error {
  readonly reason: HeldReason
  readonly retryAfterMs: number

  constructor(api: string, { reason, retryAfterMs }: { reason: HeldReason; retryAfterMs: number }) {
    super(`${api}: not called, ${reason}`)
    this.name = 'CallHeld'
    this.reason = reason
    this.retryAfterMs = retryAfterMs
  }
}
