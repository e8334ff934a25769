import type { FundFlow } from '../world/pay-model.js'
import { billTime } from './bill-day.js'
import type { FlowRow } from './bill-row.js'
import { yuan } from './funds.js'
import { cells, LINE_END } from './trade-bill.js'

const HEAD =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号'
const SUMMARY = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额'

/** Name and type of a row. A refund is one row less the fee that came back with it. */
const WORDS: Record<FundFlow['kind'], readonly [string, string]> = {
  payment: ['交易', '交易'],
  'payment-fee': ['交易', '扣除交易手续费'],
  refund: ['退款', '退款'],
  'refund-closed': ['退款', '退款关闭退回'],
  withdrawal: ['提现', '提现'],
  deposit: ['充值', '充值'],
  transfer: ['商家转账', '商家转账'],
  'transfer-returned': ['商家转账', '转账退回'],
}

/** Lines of a fund flow bill, each with its end. Source: WeChat Pay v3, 资金账单 and its samples. */
export function* fundFlowLines(rows: Iterable<FlowRow>, mchId: string): Generator<string> {
  yield `\ufeff${HEAD}${LINE_END}`
  const come = { count: 0, fen: 0 }
  const gone = { count: 0, fen: 0 }
  for (const row of rows) {
    const side = row.amountFen < 0 ? gone : come
    side.count += 1
    side.fen += Math.abs(row.amountFen)
    yield cells(flowCells(row, mchId))
  }
  yield `${SUMMARY}${LINE_END}`
  const total = String(come.count + gone.count)
  yield cells([total, String(come.count), yuan(come.fen), String(gone.count), yuan(gone.fen)])
}

function flowCells(row: FlowRow, mchId: string): string[] {
  const [name, type] = WORDS[row.kind]
  return [
    billTime(row.at),
    row.businessNo,
    row.flowNo,
    name,
    type,
    row.amountFen < 0 ? '支出' : '收入',
    yuan(Math.abs(row.amountFen)),
    yuan(row.balanceFen),
    row.kind === 'payment' || row.kind === 'payment-fee' ? 'system' : `${mchId}API`,
    row.note,
    row.voucherNo,
  ]
}
