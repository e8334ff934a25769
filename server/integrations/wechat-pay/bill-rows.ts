import { isFen, type Fen } from '../../platform/money/index.js'
import { fenOfYuan, milliFenOfYuan, type MilliFen } from './bill-amounts.js'
import { BillUnreadable, type BillShape } from './bill-csv.js'

/** One row of the trade bill. `at`: when it was paid, or when the refund was taken on. */
export type TradeBillRow = Readonly<{
  at: Date
  appid: string
  mchid: string
  transactionId: string
  outTradeNo: string
  currency: string
  /** What the order asked for; of a refund's row 0. */
  totalFen: Fen
  /** What of it reaches the account. */
  settlementFen: Fen
  /** Below zero where it comes back. For people: the books take fees from the fund flow. */
  feeMilliFen: MilliFen
  refund: Readonly<{
    wechatRefundId: string
    outRefundNo: string
    refundFen: Fen
    state: 'processing' | 'success' | 'closed' | 'abnormal' | 'other'
  }> | null
}>

export type FlowKind =
  'payment' | 'payment-fee' | 'refund' | 'refund-returned' | 'withdrawal' | 'deposit' | 'other'

/** One row of the fund flow: what changed our balance at WeChat Pay. */
export type FlowBillRow = Readonly<{
  at: Date
  /** WeChat's number of this change: unique. */
  flowNo: string
  /** transaction_id or refund_id, by kind. */
  businessNo: string
  /** Ours: out_trade_no or out_refund_no, by kind. */
  voucherNo: string
  kind: FlowKind
  /** WeChat's words for it. */
  name: string
  /** Above zero: it came in. A refund's is less the fee that came back with it. */
  amountFen: Fen
  /** Of a refund, where the note tells it: how much of the fee came back with it. */
  noteFeeFen: Fen | null
}>

export const TRADE_SHAPE: BillShape = {
  columns: [
    '交易时间',
    '公众账号ID',
    '商户号',
    '微信订单号',
    '商户订单号',
    '货币种类',
    '应结订单金额',
    '微信退款单号',
    '商户退款单号',
    '退款金额',
    '退款状态',
    '手续费',
    '订单金额',
    '交易状态',
  ],
  freeText: '商品名称',
  countColumn: '总交易单数',
}

export const FLOW_SHAPE: BillShape = {
  columns: [
    '记账时间',
    '微信支付业务单号',
    '资金流水单号',
    '业务名称',
    '业务类型',
    '收支类型',
    '收支金额(元)',
    '备注',
    '业务凭证号',
  ],
  freeText: '备注',
  countColumn: '资金流水总笔数',
}

const REFUND_STATES = {
  PROCESSING: 'processing',
  SUCCESS: 'success',
  CLOSED: 'closed',
  ABNORMAL: 'abnormal',
} as const

export function tradeRowOf(cells: readonly string[]): TradeBillRow {
  const [at = '', appid = '', mchid = '', transactionId = '', outTradeNo = '', currency = ''] =
    cells
  const [settlement = '', wechatRefundId = '', outRefundNo = '', refunded = '', refundState = ''] =
    cells.slice(6)
  const [fee = '', total = '', state = ''] = cells.slice(11)
  const common = { at: momentOf(at), appid, mchid, transactionId, outTradeNo, currency }
  const refund = {
    wechatRefundId,
    outRefundNo,
    refundFen: amount(refunded),
    state: stateOf(refundState),
  }
  return {
    ...common,
    totalFen: amount(total),
    settlementFen: amount(settlement),
    feeMilliFen: read(milliFenOfYuan(fee)),
    refund: state === 'REFUND' ? refund : null,
  }
}

function stateOf(text: string): NonNullable<TradeBillRow['refund']>['state'] {
  return Object.hasOwn(REFUND_STATES, text)
    ? REFUND_STATES[text as keyof typeof REFUND_STATES]
    : 'other'
}

export function flowRowOf(cells: readonly string[]): FlowBillRow {
  const [at = '', businessNo = '', flowNo = '', name = '', type = '', side = ''] = cells
  const [amountText = '', note = '', voucherNo = ''] = cells.slice(6)
  if (side !== '收入' && side !== '支出') {
    throw new BillUnreadable('neither in nor out')
  }
  const size = amount(amountText)
  return {
    at: momentOf(at),
    flowNo,
    businessNo,
    voucherNo,
    kind: kindOf(name, type),
    name: name === type ? name : `${name}/${type}`,
    amountFen: side === '支出' ? -size : size,
    noteFeeFen: feeInNote(note),
  }
}

/** The words are those of WeChat's samples; what is not known stays `other` and is looked at by a person. */
function kindOf(name: string, type: string): FlowKind {
  if (type.includes('手续费') && !type.includes('退')) {
    return 'payment-fee'
  }
  if (name.startsWith('退款') || type.startsWith('退款')) {
    return type.includes('退回') ? 'refund-returned' : 'refund'
  }
  if (name.startsWith('提现') || type.startsWith('提现')) {
    return type.includes('退回') ? 'other' : 'withdrawal'
  }
  if (name.startsWith('充值') || type.startsWith('充值')) {
    return 'deposit'
  }
  return name === '交易' && type === '交易' ? 'payment' : 'other'
}

/** `退款总金额33.33元;含手续费0.20元` */
function feeInNote(note: string): Fen | null {
  const [, text] = /含手续费(\d+(?:\.\d+)?)元/.exec(note) ?? []
  return text === undefined ? null : fenOfYuan(text)
}

/** `2026-11-20 14:05:09`, Shanghai. */
function momentOf(text: string): Date {
  if (latest.text !== text) {
    const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)
      ? Date.parse(`${text.replace(' ', 'T')}+08:00`)
      : NaN
    if (Number.isNaN(at)) {
      throw new BillUnreadable('a moment that is none')
    }
    latest = { text, at }
  }
  return new Date(latest.at)
}

/** Rows of one second stand together: a million of them are read from some ten thousand moments. */
let latest = { text: '', at: 0 }

const amount = (text: string): Fen => read(fenOfYuan(text))

function read(units: number | null): number {
  if (units === null || !isFen(units)) {
    throw new BillUnreadable('an amount that is none')
  }
  return units
}
