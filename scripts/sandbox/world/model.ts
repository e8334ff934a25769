/** The rows of the sandbox's world. Times are business milliseconds unless the name says seconds. */

export type Department = { id: number; name: string; parentId: number; order: number }

export type Staff = {
  userid: string
  name: string
  departments: number[]
  position: string
  avatar: string
  gender: 0 | 1 | 2
}

/** One WeChat user. All ids are minted once and never change. */
export type Person = {
  personId: string
  /** Given by a bulk load, to find the person again. */
  key: string | null
  name: string
  phone: string
  gender: 0 | 1 | 2
  avatar: string
  unionid: string
  /** False while no open-platform account is bound: no reply shows the unionid. */
  unionidVisible: boolean
  /** Of the mini-program. */
  openid: string
  externalUserid: string
  createdAt: number
}

/** A staff member and a customer are friends (or the customer left and WeCom does not say so). */
export type Contact = {
  userid: string
  externalUserid: string
  remark: string
  description: string
  remarkCompany: string
  remarkMobiles: string[]
  createtimeSeconds: number
  tagIds: string[]
  addWay: number
  state: string | null
  /** The staff member has not confirmed a customer yet (add_half_external_contact). */
  half: boolean
  leftByCustomer: boolean
}

export type Tag = { id: string; name: string; createTimeSeconds: number; order: number }
export type TagGroup = {
  groupId: string
  name: string
  createTimeSeconds: number
  order: number
  tags: Tag[]
}

export type ContactWay = {
  configId: string
  type: 1 | 2
  scene: 1 | 2
  style: number
  remark: string
  skipVerify: boolean
  state: string
  users: string[]
  parties: number[]
  isTemp: boolean
  expiresInSeconds: number
  chatExpiresInSeconds: number
  unionid: string
  isExclusive: boolean
  markSource: boolean
  conclusions: Record<string, unknown> | null
  createdAt: number
}

export type WelcomeCode = {
  code: string
  userid: string
  externalUserid: string
  createdAt: number
  /** `chatting`: one of the two wrote first; the code answers 41051 like a used one. */
  state: 'fresh' | 'used' | 'chatting'
}

/** A welcome message that reached the customer. */
export type DeliveredMessage = {
  id: string
  at: number
  welcomeCode: string
  /** Age of the code when the message was taken. */
  ageMs: number
  userid: string
  externalUserid: string
  text: string
  attachments: unknown[]
}

/** A customer group; of its members those that are people are customers, the others staff. */
export type CustomerGroup = {
  chatId: string
  name: string
  owner: string
  createTimeSeconds: number
  members: { id: string; joinTimeSeconds: number; joinScene: number }[]
  version: number
  isDismissed: boolean
}

/** What a telephone would show. */
export type TextMessage = { id: string; at: number; phone: string; text: string }

export type RefusedMessage = { at: number; welcomeCode: string; errcode: number }

/** A one-time code: staff log-in, mini-program log-in or phone button. */
export type LoginCode = {
  code: string
  kind: 'staff' | 'mini' | 'phone'
  /** userid or personId. */
  subject: string
  createdAt: number
  used: boolean
}

export type AccessToken = { area: 'wecom' | 'mini'; value: string; issuedAt: number }

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
