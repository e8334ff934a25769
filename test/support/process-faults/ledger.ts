import type { OpenEvent } from '../../../scripts/clients/open-client.js'

/** What the outside was told, and by that what must be true in the end. */
export type Ledger = {
  /** Every event that was sent; acknowledged: answered `accepted` or `duplicate`. */
  readonly events: { event: OpenEvent; isAcknowledged: boolean }[]
  /** Everybody who scanned; their callbacks are the sandbox's to tell about. */
  readonly contacts: {
    externalUserid: string
    callbackId: string
    /** Of whoever was let in to the mini-program as well: the unionid joins both. */
    openid: string | null
  }[]
  /** Orders that the mini-program was told are placed; paid: the customer has confirmed in WeChat. */
  readonly orders: { orderId: string; isPaid: boolean }[]
  /** Answers that no fault excuses. */
  readonly wrongAnswers: string[]
  /** Tries that were answered with 5xx or not at all, and were made again. */
  failedTries: number
}

export const emptyLedger = (): Ledger => ({
  events: [],
  contacts: [],
  orders: [],
  wrongAnswers: [],
  failedTries: 0,
})
