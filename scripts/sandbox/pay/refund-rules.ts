/** What the control API may change about refunds while the sandbox runs. */
export type RefundRules = {
  /** Business milliseconds from acceptance to the end; null: only by hand. */
  delayMs: number | null
  /** Least business time between two refunds of one order. */
  gapMs: number
}

/** The real platform takes seconds to days; the minute between two refunds is its own. */
export const DEFAULT_REFUND_RULES: Readonly<RefundRules> = { delayMs: 3_000, gapMs: 60_000 }

export const MAX_REFUNDS_PER_ORDER = 50
export const REFUNDABLE_FOR_MS = 365 * 24 * 3_600_000
