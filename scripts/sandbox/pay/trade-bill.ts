import { billTime } from './bill-day.js'
import type { BillType, TradeRow } from './bill-row.js'
import { FEE_RATE_TEXT, yuan } from './funds.js'

export const LINE_END = '\r\n'

const BEFORE =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额'
const REFUND_COLUMNS = '微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态'
const GOODS = '商品名称,商户数据包,手续费,费率,订单金额'

/** Source: WeChat Pay v3, 交易账单 and its samples. SUCCESS has no column of refunds at all. */
const HEADS: Record<BillType, string> = {
  ALL: `${BEFORE},${REFUND_COLUMNS},${GOODS},申请退款金额,费率备注`,
  SUCCESS: `${BEFORE},${GOODS},费率备注`,
  REFUND: `${BEFORE},退款申请时间,退款成功时间,${REFUND_COLUMNS},${GOODS},申请退款金额,费率备注`,
}
const SUMMARY =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'

/** Lines of a trade bill, each with its end: head, rows, summary. Refuses nothing, holds nothing. */
export function* tradeBillLines(rows: Iterable<TradeRow>, type: BillType): Generator<string> {
  yield `\ufeff${HEADS[type]}${LINE_END}`
  const sum = { count: 0, totalFen: 0, refundFen: 0, feeFen: 0 }
  for (const row of rows) {
    if ((type === 'SUCCESS' && row.refund !== null) || (type === 'REFUND' && row.refund === null)) {
      continue
    }
    sum.count += 1
    sum.totalFen += row.refund === null ? row.payment.totalFen : 0
    sum.refundFen += row.refund?.refundFen ?? 0
    sum.feeFen += row.refund === null ? row.payment.feeFen : -row.refund.feeFen
    yield cells(tradeCells(row, type))
  }
  const { count, totalFen, refundFen, feeFen } = sum
  yield `${SUMMARY}${LINE_END}`
  yield cells([
    String(count),
    yuan(totalFen),
    yuan(refundFen),
    '0.00',
    feeText(feeFen),
    yuan(totalFen),
    yuan(refundFen),
  ])
}

function tradeCells({ at, payment, refund }: TradeRow, type: BillType): string[] {
  const totalFen = refund === null ? payment.totalFen : 0
  // A bill of refunds tells when the order was paid first; the other bills when the row came about.
  const time = type === 'REFUND' ? (payment.paidAt ?? at) : at
  const head = [
    billTime(time),
    payment.appid,
    payment.mchid,
    '0',
    '',
    payment.transactionId ?? '',
    payment.outTradeNo,
    payment.openid ?? '',
    payment.tradeType,
    refund === null ? 'SUCCESS' : 'REFUND',
    'OTHERS',
    'CNY',
    yuan(totalFen),
    '0.00',
  ]
  const feeFen = refund === null ? payment.feeFen : -refund.feeFen
  const goods = [
    plain(payment.description),
    plain(payment.attach ?? ''),
    feeText(feeFen),
    FEE_RATE_TEXT,
    yuan(totalFen),
  ]
  if (type === 'SUCCESS') {
    return [...head, ...goods, '']
  }
  const asked = type === 'REFUND' && refund !== null ? times(refund) : []
  return [...head, ...asked, ...refundCells(refund), ...goods, yuan(refund?.refundFen ?? 0), '']
}

const times = ({ createdAt, successAt }: NonNullable<TradeRow['refund']>) => [
  billTime(createdAt),
  successAt === null ? '' : billTime(successAt),
]

function refundCells(refund: TradeRow['refund']): string[] {
  return refund === null
    ? ['0', '0', '0.00', '0.00', '', '']
    : [
        refund.refundId,
        refund.outRefundNo,
        yuan(refund.refundFen),
        '0.00',
        refund.channel,
        refund.status,
      ]
}

/** Every value with a backtick before it. Commas inside are not quoted, as in the real bills. */
export const cells = (values: readonly string[]) =>
  `${values.map((value) => `\`${value}`).join(',')}${LINE_END}`

/** Whole fen, written with five decimals. */
const feeText = (fen: number) => `${yuan(fen)}000`
const plain = (text: string) => text.replace(/[\r\n]+/g, ' ')
