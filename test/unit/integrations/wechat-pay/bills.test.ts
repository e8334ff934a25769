import fc from 'fast-check'
import {
  fenOfYuan,
  milliFenOfYuan,
} from '../../../../server/integrations/wechat-pay/bill-amounts.js'
import {
  billRows,
  BillUnreadable,
  type BillShape,
} from '../../../../server/integrations/wechat-pay/bill-csv.js'
import {
  FLOW_SHAPE,
  flowRowOf,
  TRADE_SHAPE,
  tradeRowOf,
} from '../../../../server/integrations/wechat-pay/bill-rows.js'

// Guarantee (orders-and-money.md 7): a bill is read to the fen as WeChat has written it, or not at all.

const TRADE = [
  '\ufeff交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
  '`2026-11-20 14:05:09,`wx1,`1900000109,`0,`,`4200000001,`pay_1,`oA,`JSAPI,`SUCCESS,`OTHERS,`CNY,`16.80,`0.00,`0,`0,`0.00,`0.00,`,`,`桂花乌龙, 大杯,`带走,`0.10080,`0.60%,`16.80,`0.00,`',
  '`2026-11-20 15:00:00,`wx1,`1900000109,`0,`,`4200000001,`pay_1,`oA,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`5030001,`rfd_1_1,`6.80,`0.00,`ORIGINAL,`SUCCESS,`名字里有,`的商品,`,`-0.04080,`0.60%,`0.00,`6.80,`',
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
  '`2,`16.80,`6.80,`0.00,`0.06000,`16.80,`6.80',
]
const FLOW = [
  '\ufeff记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号',
  '`2026-11-20 14:05:09,`4200000001,`f1,`交易,`交易,`收入,`16.80,`16.80,`system,`,`pay_1',
  '`2026-11-20 14:05:09,`4200000001,`f2,`交易,`扣除交易手续费,`支出,`0.10,`16.70,`system,`,`pay_1',
  '`2026-11-20 15:00:00,`5030001,`f3,`退款,`退款,`支出,`6.76,`9.94,`1900000109API,`退款总金额6.80元;含手续费0.04元,`rfd_1_1',
  '`2026-11-20 18:00:00,`w1,`f4,`提现,`提现,`支出,`5.00,`4.94,`1900000109API,`,`w1',
  '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额',
  '`4,`1,`16.80,`3,`11.86',
]

async function* chunksOf(bytes: Buffer, sizeBytes: number) {
  for (let start = 0; start < bytes.length; start += sizeBytes) {
    yield bytes.subarray(start, start + sizeBytes)
  }
}

async function read<Row>(
  text: string,
  shape: BillShape,
  rowOf: (cells: readonly string[]) => Row,
  sizeBytes = 7, // cuts characters and line ends in two
): Promise<Row[]> {
  const rows: Row[] = []
  for await (const cells of billRows(chunksOf(Buffer.from(text), sizeBytes), shape)) {
    rows.push(rowOf(cells))
  }
  return rows
}

test.each(['\r\n', '\n'])('a trade bill with lines ended by %j is read row by row', async (end) => {
  const rows = await read(`${TRADE.join(end)}${end}`, TRADE_SHAPE, tradeRowOf)
  expect(rows).toEqual([
    {
      at: new Date('2026-11-20T14:05:09+08:00'),
      appid: 'wx1',
      mchid: '1900000109',
      transactionId: '4200000001',
      outTradeNo: 'pay_1',
      currency: 'CNY',
      totalFen: 1680,
      settlementFen: 1680,
      feeMilliFen: 10_080,
      refund: null,
    },
    expect.objectContaining({
      totalFen: 0,
      feeMilliFen: -4_080,
      refund: {
        wechatRefundId: '5030001',
        outRefundNo: 'rfd_1_1',
        refundFen: 680,
        state: 'success',
      },
    }),
  ])
})

test('a fund flow bill is read with the direction of each amount', async () => {
  const rows = await read(FLOW.join('\r\n'), FLOW_SHAPE, flowRowOf)
  expect(rows.map(({ kind, amountFen, noteFeeFen }) => [kind, amountFen, noteFeeFen])).toEqual([
    ['payment', 1680, null],
    ['payment-fee', -10, null],
    ['refund', -676, 4],
    ['withdrawal', -500, null],
  ])
})

test.each([
  ['that ends before its summary', TRADE.slice(0, 3)],
  ['that has lost a row', TRADE.filter((_, index) => index !== 2)],
  ['without a column that we read', TRADE.map((line) => line.replace('微信订单号', '别的'))],
  ['with a moment that is none', TRADE.map((line) => line.replace('14:05:09', '25:05:09'))],
  ['with an amount that is none', TRADE.map((line) => line.replace('`6.80', '`6.805'))],
])('a bill %s is refused', async (_, lines) => {
  await expect(read(lines.join('\r\n'), TRADE_SHAPE, tradeRowOf)).rejects.toThrow(BillUnreadable)
})

// Guarantee: no amount passes through a fraction: whatever whole fen a bill writes, that is what is read.
test('every amount written in yuan is read as the same number of fen', () => {
  const fen = fc.integer({ min: -1_000_000_000_00, max: 1_000_000_000_00 })
  fc.assert(
    fc.property(fen, (amountFen) => {
      const digits = String(Math.abs(amountFen)).padStart(3, '0')
      const text = `${amountFen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
      expect(fenOfYuan(text)).toBe(amountFen)
      expect(fenOfYuan(`${text}000`)).toBe(amountFen)
      expect(milliFenOfYuan(`${text}000`)).toBe(amountFen * 1_000)
    }),
  )
})

test('what is no amount is none, and nothing is rounded', () => {
  const wrong = ['', '1.', '.5', '1,000.00', '1e3', ' 1.00', '1.005', '--1', 'NaN', '９.00']
  expect(wrong.map(fenOfYuan)).toEqual(wrong.map(() => null))
  expect(['0.01', '-0.00', '12', '12.3'].map(fenOfYuan)).toEqual([1, 0, 1_200, 1_230])
  expect(milliFenOfYuan('0.00001')).toBe(1)
  expect(milliFenOfYuan('0.000001')).toBeNull()
})
