/** The rows of money. Amounts are fen, times business milliseconds unless the name says seconds. */

export type Payment = {
  outTradeNo: string
  tradeType: 'JSAPI' | 'NATIVE'
  prepayId: string
  prepaidAt: number
  codeUrl: string | null
  appid: string
  mchid: string
  description: string
  attach: string | null
  notifyUrl: string
  expiresAt: number | null
  totalFen: number
  /** Of the order (JSAPI), or of who paid it (NATIVE). */
  openid: string | null
  /** To tell a repeat with the same parameters from another order under the same number. */
  fingerprint: string
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED'
  createdAt: number
  transactionId: string | null
  paidAt: number | null
  /** What WeChat Pay keeps of it; 0 until it is paid. */
  feeFen: number
  /** What of it is frozen until the goods are received (managed mini-programs). */
  frozenFen: number
}

export type RefundStatus = 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL'

export type Refund = {
  outRefundNo: string
  refundId: string
  outTradeNo: string
  transactionId: string
  refundFen: number
  totalFen: number
  /** What of the payment's fee came back with it. */
  feeFen: number
  reason: string | null
  notifyUrl: string | null
  /** To tell a repeat with the same parameters from another refund under the same number. */
  fingerprint: string
  status: RefundStatus
  channel: 'ORIGINAL' | 'OTHER_BANKCARD'
  receivedAccount: string
  createdAt: number
  /** When the platform settles it by itself; null: by hand only. */
  settlesAt: number | null
  successAt: number | null
  /** What of it was taken from the order's frozen money. */
  frozenFen: number
  /** Each state it came into, with the moment. */
  history: { at: number; status: RefundStatus }[]
  /** Where an abnormal refund was sent; of a card no more than its last digits. */
  redirected: { type: 'USER_BANK_CARD' | 'MERCHANT_BANK_CARD'; account: string } | null
}

/** The merchant's basic account. */
export type MerchantAccount = { id: 'BASIC'; availableFen: number; pendingFen: number }

/** One row of the fund flow: what changed the merchant's balance. */
export type FundFlow = {
  flowNo: string
  at: number
  /** transaction_id, refund_id or the number of a withdrawal. */
  businessNo: string
  kind:
    | 'payment'
    | 'payment-fee'
    | 'refund'
    | 'refund-closed'
    | 'withdrawal'
    | 'deposit'
    | 'transfer'
    | 'transfer-returned'
  /** Below 0: it left the account. */
  amountFen: number
  balanceFen: number
  note: string
  /** out_trade_no or out_refund_no. */
  voucherNo: string
}

/** Permission to download one bill, for five minutes. */
export type BillTicket = {
  token: string
  /** YYYY-MM-DD, Asia/Shanghai. */
  date: string
  bill: 'trade' | 'fundflow'
  type: 'ALL' | 'SUCCESS' | 'REFUND'
  gzip: boolean
  issuedAt: number
}

/** What is wrong in the bill of one day, each time that it is asked for. */
export type BillSpoil = {
  id: string
  date: string
  kind: 'changed-amount' | 'missing-row' | 'extra-payment' | 'extra-refund'
  /** The trade or refund, by WeChat's number or the merchant's. */
  no: string
  amountFen: number
  bill: 'trade' | 'fundflow' | 'both'
}

/** Rows of a day that stand for no payment of the world: for benchmarks. */
export type SyntheticBill = {
  date: string
  rows: number
  /** Every so many payments are followed by their refund; 0: none. */
  refundEvery: number
  outTradeNoPrefix: string
  outRefundNoPrefix: string
}

export type ShippedParcel = { trackingNo: string; expressCompany: string; itemDesc: string }

/** One call of upload_shipping_info that was taken. */
export type ShippingUpload = {
  at: number
  uploadTime: number
  /** 1 express, 2 same city, 3 virtual, 4 pick-up. */
  logisticsType: number
  /** 1 unified, 2 split. */
  deliveryMode: number
  isAllDelivered: boolean
  parcels: ShippedParcel[]
}

/** What shipping management knows of one paid order. */
export type Shipping = {
  outTradeNo: string
  uploads: ShippingUpload[]
  isFinished: boolean
  /** 1 when all was shipped, 2 when that was corrected: no more then. */
  finishCount: number
  remindedAt: number | null
  /** When the platform takes it for received; null: not shipped yet. */
  autoReceiveAt: number | null
  receivedAt: number | null
}

/** A key of WeChat Pay's own with its certificate. */
export type PlatformCertificate = {
  serial: string
  certPem: string
  privateKeyPem: string
  effectiveAt: number
  expiresAt: number
  /** Exactly one of those that are valid signs. */
  signs: boolean
  /** Taken back; null: valid. */
  endedAt: number | null
}

export type TransferState =
  'WAIT_USER_CONFIRM' | 'TRANSFERING' | 'SUCCESS' | 'FAIL' | 'CANCELING' | 'CANCELLED'

/** Money from the merchant to a customer, who has to take it. */
export type Transfer = {
  outBillNo: string
  transferBillNo: string
  /** What wx.requestMerchantTransfer is called with. */
  packageInfo: string
  sceneId: string
  openid: string
  amountFen: number
  remark: string
  notifyUrl: string | null
  /** The name that was sent is the payee's; null: none was sent. */
  nameFits: boolean | null
  fingerprint: string
  state: TransferState
  failReason: string | null
  createdAt: number
  updatedAt: number
  /** When the platform goes on by itself; null: by hand only. */
  movesAt: number | null
}
