import fc from 'fast-check'
import { alarms } from '../../../scripts/sandbox/alarms.js'
import { callLog } from '../../../scripts/sandbox/call-log.js'
import { callbackEngine } from '../../../scripts/sandbox/callbacks/engine.js'
import type { Sender } from '../../../scripts/sandbox/callbacks/model.js'
import { businessClock } from '../../../scripts/sandbox/clock.js'
import type { Context } from '../../../scripts/sandbox/context.js'
import { faultSwitches } from '../../../scripts/sandbox/faults.js'
import { credentialsFor } from '../../../scripts/sandbox/keys/credentials.js'
import { mintKeyRing, type KeyRing } from '../../../scripts/sandbox/keys/mint.js'
import { DEFAULT_SHIPPING_RULES } from '../../../scripts/sandbox/mini/shipping-rules.js'
import { received } from '../../../scripts/sandbox/mini/shipping-states.js'
import { billDay, billTime } from '../../../scripts/sandbox/pay/bill-day.js'
import { billHashes } from '../../../scripts/sandbox/pay/bill-file.js'
import { PayError } from '../../../scripts/sandbox/pay/errors.js'
import { fundFlowLines } from '../../../scripts/sandbox/pay/fund-flow-bill.js'
import { canPay, feeOf, merchantAccount, yuan } from '../../../scripts/sandbox/pay/funds.js'
import { pay } from '../../../scripts/sandbox/pay/paying.js'
import { signingCertificate } from '../../../scripts/sandbox/pay/platform-certificates.js'
import { allowedFee } from '../../../scripts/sandbox/pay/refund-request.js'
import { acceptRefund, endRefund } from '../../../scripts/sandbox/pay/refund-states.js'
import { tradeBillLines } from '../../../scripts/sandbox/pay/trade-bill.js'
import { flowRows, tradeRows } from '../../../scripts/sandbox/pay/world-bill.js'
import { DEFAULT_TRANSFER_RULES } from '../../../scripts/sandbox/pay/transfer-rules.js'
import type { Payment } from '../../../scripts/sandbox/world/pay-model.js'
import { createWorld } from '../../../scripts/sandbox/world/world.js'

const DAY_MS = 24 * 3_600_000
const SHANGHAI_MS = 8 * 3_600_000

let keys: KeyRing
beforeAll(async () => {
  keys = await mintKeyRing()
})

const nobody: Sender = () => {
  throw new Error('nobody is told in these tests')
}

/** A world of its own with real parts; refunds name no address, so nothing is sent. */
function merchant({ managed }: { managed: boolean }): Context {
  const world = createWorld('money')
  const clock = businessClock()
  clock.advance(DAY_MS - ((clock.now() + SHANGHAI_MS) % DAY_MS) + DAY_MS / 2) // noon: no test crosses midnight
  const faults = faultSwitches()
  const settings: Context['settings'] = {
    targets: { wecom: null, mini: null },
    sidebarUrl: null,
    callbackTimeoutMs: 1_000,
    retrySpeed: 1,
    retryNon200: false,
    payKeyMode: 'public-key',
    idConversion: false,
    refunds: { delayMs: null, gapMs: 0 },
    shipping: { ...DEFAULT_SHIPPING_RULES, managed },
    transfers: { ...DEFAULT_TRANSFER_RULES },
  }
  const senders = { wecom: nobody, mini: nobody, pay: nobody }
  const touch = () => {}
  const url = () => 'http://127.0.0.1:9'
  const callbacks = callbackEngine({ clock, faults, senders, settings, onChange: touch })
  const certificate = signingCertificate({ world, keys })
  const mode = settings.payKeyMode
  const parts = { world, clock, keys, faults, settings, callbacks, touch, url }
  return {
    ...parts,
    alarms: alarms(clock),
    calls: callLog(),
    billHashes: billHashes({ world, keys }),
    credentials: () => credentialsFor(keys, { url: url(), files: null, mode, certificate }),
  }
}

let numbers = 0
const nextNo = (prefix: string) => {
  numbers += 1
  return `${prefix}_${String(numbers).padStart(12, '0')}`
}

function paidOrder(context: Context, totalFen: number): Payment {
  const payment = context.world.payments.put({
    outTradeNo: nextNo('ord'),
    tradeType: 'JSAPI',
    prepayId: nextNo('wx'),
    prepaidAt: context.clock.now(),
    codeUrl: null,
    appid: keys.miniAppId,
    mchid: keys.mchId,
    description: '茉莉青提',
    attach: null,
    notifyUrl: '',
    expiresAt: null,
    totalFen,
    openid: 'oM1',
    fingerprint: '',
    state: 'NOTPAY',
    createdAt: context.clock.now(),
    transactionId: null,
    paidAt: null,
    feeFen: 0,
    frozenFen: 0,
  })
  expect(pay(context, payment, { payerOpenid: null })).toBe('paid')
  return payment
}

/** The refund, or null where WeChat Pay would have refused it. */
function give(context: Context, payment: Payment, refundFen: number) {
  const wanted = {
    outRefundNo: nextNo('rfd'),
    refundFen,
    totalFen: payment.totalFen,
    reason: null,
    notifyUrl: null,
    fingerprint: '',
  }
  try {
    const feeFen = allowedFee(context, payment, wanted)
    return canPay(context, payment, { refundFen, feeFen })
      ? acceptRefund(context, payment, { wanted, feeFen })
      : null
  } catch (error) {
    if (error instanceof PayError) {
      return null
    }
    throw error
  }
}

/** The goods go out and arrive: what was frozen is settled. */
function arrive(context: Context, { outTradeNo }: Payment): void {
  const blank = { uploads: [], finishCount: 1, remindedAt: null, autoReceiveAt: null }
  context.world.shippings.put({ ...blank, outTradeNo, isFinished: true, receivedAt: null })
  const payment = context.world.payments.get(outTradeNo)
  if (payment !== undefined) {
    received(context, payment, { by: 'customer' })
  }
}

const Step = fc.oneof(
  fc.record({ kind: fc.constant('give' as const), order: fc.nat(2), fen: fc.nat(1_200) }),
  fc.record({
    kind: fc.constant('end' as const),
    refund: fc.nat(8),
    to: fc.constantFrom('SUCCESS' as const, 'CLOSED' as const, 'ABNORMAL' as const),
  }),
  fc.record({ kind: fc.constant('arrive' as const), order: fc.nat(2) }),
)

// Guarantee: in any order of refunds, ends and receipts no fen appears or is lost.
test('the account is what its flow adds up to, and no order gives back more than it took', () => {
  const totals = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 3, maxLength: 3 })
  const steps = fc.array(Step, { maxLength: 25 })
  fc.assert(
    fc.property(totals, steps, fc.boolean(), (fens, done, managed) => {
      const context = merchant({ managed })
      const { world } = context
      const orders = fens.map((fen) => paidOrder(context, fen))
      for (const step of done) {
        const order = orders[step.kind === 'end' ? 0 : step.order]
        const refund = world.refunds.all()[step.kind === 'end' ? step.refund : -1]
        if (step.kind === 'end' && refund !== undefined) {
          endRefund(context, refund, step.to)
        } else if (step.kind === 'give' && order !== undefined) {
          give(context, order, step.fen)
        } else if (step.kind === 'arrive' && order !== undefined) {
          arrive(context, order)
        }
      }
      const { availableFen, pendingFen } = merchantAccount(context)
      const flows = world.fundFlows.all()
      expect(flows.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(
        availableFen + pendingFen,
      )
      expect(Math.min(availableFen, pendingFen)).toBeGreaterThanOrEqual(0)
      expect(pendingFen).toBe(orders.reduce((sum, { frozenFen }) => sum + frozenFen, 0))
      for (const { outTradeNo, totalFen, feeFen } of orders) {
        const standing = world.refunds
          .by('outTradeNo', outTradeNo)
          .filter(({ status }) => status !== 'CLOSED')
        const given = standing.reduce((sum, { refundFen }) => sum + refundFen, 0)
        const fees = standing.reduce((sum, refund) => sum + refund.feeFen, 0)
        expect(given).toBeLessThanOrEqual(totalFen)
        expect(fees).toBeLessThanOrEqual(feeFen)
        if (given === totalFen) {
          expect(fees).toBe(feeFen)
        }
      }
    }),
    { numRuns: 150 },
  )
})

// Guarantee: what a bill sums up at its end is what its rows say.
test('the last line of both bills is the sum of their rows', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5_000_000 }), { maxLength: 8 }), (fens) => {
      const context = merchant({ managed: false })
      for (const fen of fens) {
        give(context, paidOrder(context, fen), Math.ceil(fen / 2))
      }
      const day = billDay(billTime(context.clock.now()).slice(0, 10))
      if (day === null) {
        throw new Error('no day')
      }
      const cellsOf = (line = '') => line.trim().slice(1).split(',`')
      const fenOf = (text = '') => Math.round(Number(text) * 100)
      const sum = (rows: string[][], column: number) =>
        yuan(rows.reduce((total, cells) => total + fenOf(cells[column]), 0))
      const trades = [...tradeBillLines(tradeRows(context, day), 'ALL')].map(cellsOf)
      const rows = trades.slice(1, -2)
      expect(trades.at(-1)).toEqual([
        String(rows.length),
        sum(rows, 12),
        sum(rows, 16),
        '0.00',
        `${sum(rows, 22)}000`,
        sum(rows, 24),
        sum(rows, 25),
      ])
      const flows = [...fundFlowLines(flowRows(context, day), keys.mchId)].map(cellsOf)
      const moved = flows.slice(1, -2)
      const [come, gone] = ['收入', '支出'].map((side) =>
        moved.filter(([, , , , , one]) => one === side),
      )
      expect(flows.at(-1)).toEqual([
        String(moved.length),
        String(come?.length),
        sum(come ?? [], 6),
        String(gone?.length),
        sum(gone ?? [], 6),
      ])
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['PROCESSING', ['SUCCESS'], ['CLOSED', 'ABNORMAL', 'SUCCESS']],
  ['PROCESSING', ['CLOSED'], ['SUCCESS', 'ABNORMAL']],
  ['PROCESSING', ['ABNORMAL', 'SUCCESS'], ['CLOSED', 'ABNORMAL']],
] as const)(
  'given a refund that is %s and goes to %j, then it goes no further: %j',
  (_from, way, not) => {
    const context = merchant({ managed: false })
    const refund = give(context, paidOrder(context, 100), 100)
    if (refund === null) {
      throw new Error('refused')
    }
    way.forEach((end) => expect(endRefund(context, refund, end)).not.toBeNull())
    not.forEach((end) => expect(endRefund(context, refund, end)).toBeNull())
    expect(refund.history.map(({ status }) => status)).toEqual(['PROCESSING', ...way])
  },
)

test('a fee is 0.6 %, rounded half up; yuan have two decimals; a day is a day', () => {
  expect([1, 83, 84, 1_900, 129_902].map(feeOf)).toEqual([0, 0, 1, 11, 779])
  expect([0, 5, -5, 100, -12_345].map(yuan)).toEqual(['0.00', '0.05', '-0.05', '1.00', '-123.45'])
  expect(billDay('2026-11-20')).toMatchObject({
    from: Date.parse('2026-11-19T16:00:00Z'),
    readyAt: Date.parse('2026-11-21T02:00:00Z'),
  })
  expect(['2026-02-30', '20261120', ''].map(billDay)).toEqual([null, null, null])
})

test('alarms ring in the order of their time when the clock leaps, once, and not when cancelled', async () => {
  const clock = businessClock()
  const set = alarms(clock)
  const rung: string[] = []
  const now = clock.now()
  const finished = new Promise<void>((resolve) => {
    set.set('late', now + 3_600_000, () => {
      rung.push('late')
      resolve()
    })
  })
  set.set('early', now + 1_800_000, () => void rung.push('early'))
  set.set('moved', now + 60_000, () => void rung.push('first'))
  set.set('moved', now + 2_400_000, () => void rung.push('moved'))
  set.set('gone', now + 60_000, () => void rung.push('gone'))
  set.cancel('gone')
  clock.advance(3_600_000)
  await finished
  expect(rung).toEqual(['early', 'moved', 'late'])
  set.close()
})
