/** What the control API may change about transfers while the sandbox runs. */
export type TransferRules = {
  /** Business milliseconds from the customer's tap (or a cancel) to the end; null: by hand only. */
  delayMs: number | null
  /** Most that one transfer may carry; the marketing scene starts with 200 yuan. */
  maxFen: number
}

export const DEFAULT_TRANSFER_RULES: Readonly<TransferRules> = { delayMs: 1_000, maxFen: 20_000 }

/** A customer who does not tap within a day gets nothing. */
export const CONFIRM_WITHIN_MS = 24 * 3_600_000
export const QUERY_FOR_MS = 30 * 24 * 3_600_000
