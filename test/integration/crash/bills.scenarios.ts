import { z } from 'zod'
import { businessDay, daysBefore } from '../../../server/platform/days/index.js'
import type { Scenario } from '../../support/faults/scenario.js'
import type { Stage } from '../../support/faults/stage.js'
import { untilJobHas } from './callers.js'
import { one, openOrders, openShop, PRICE_FEN, toldOfOrder, wishOf, type Shop } from './shop.js'

/** The bill of one day for all runs: WeChat forgets nothing, so what earlier runs paid is taken out of it. */
type Billed = Shop & Readonly<{ day: string; earlier: string[] }>
type Comparing = Readonly<{ day: string; unheard: string }>

const JOB = 'payments.reconcile-bills'
const DAY_OF_BILL = 3
/** Days that the job looks back at, and those that may begin while the scenario is played. */
const OTHER_DAYS = Array.from({ length: 12 }, (_, index) => index - 2)
const EXTRA_FEN = 300

const Confirmed = z.object({ outTradeNo: z.string(), transactionId: z.string() })

const billDays = ({ db }: Stage) => db.collection<{ _id: string; state: string }>('bill_days')

/** Only this one day is left to be compared. */
async function othersDone(stage: Stage, day: string): Promise<void> {
  const others = OTHER_DAYS.map((ago) => businessDay(daysBefore(new Date(), ago)))
  const done = others.filter((other) => other !== day).map((_id) => ({ _id, state: 'done' }))
  await billDays(stage).insertMany(done)
}

const spoil = ({ control }: Stage, body: object) =>
  control.send('POST', '/pay/bills/spoil', z.unknown(), { body })

/** Ordered today, and paid on the day of the bill. */
async function paid({ phone, ...shop }: Billed, { control, mailbox, house }: Stage) {
  const { orderId } = await phone.placeOrder(wishOf({ phone, ...shop }))
  const prepayId = await phone.pay(orderId)
  await house.work()
  const paidAt = `${shop.day}T12:00:00+08:00`
  const { body } = await control.send('POST', '/pay/confirm', Confirmed, {
    body: { prepayId, paidAt },
  })
  return { ...body, orderId, notice: await mailbox.next() }
}

/**
 * A day against WeChat's bill: a payment that nobody told us of is repaired by the way of a notice; one that the bill has
 * not, and a refund that nobody knows, wait for a person, once each; fees are in the books once.
 */
export const reconciled: Scenario<Billed, Comparing> = {
  async given(house, stage) {
    const shop = await openShop(house, stage)
    const day = businessDay(daysBefore(new Date(), DAY_OF_BILL))
    await othersDone(stage, day)
    await spoil(stage, { date: day, kind: 'extra-refund', amountFen: EXTRA_FEN, bill: 'trade' })
    const billed = { ...shop, day, earlier: [] }
    const heard = await paid(billed, stage)
    await house.accept(heard.notice)
    await house.work()
    await spoil(stage, { date: day, kind: 'missing-row', no: heard.transactionId, bill: 'trade' })
    return billed
  },
  async begin(shop, stage) {
    const { day, earlier } = shop
    for (const no of earlier.splice(0)) {
      await spoil(stage, { date: day, kind: 'missing-row', no })
    }
    const unheard = await paid(shop, stage)
    earlier.push(unheard.transactionId)
    return { day, unheard: unheard.orderId }
  },
  async play(run, { day }, stage) {
    const { db } = stage
    const isCompared = async () => {
      const compared = await billDays(stage).findOne({ _id: day })
      const sent = { action: 'sent', state: 'open' }
      const left = await db.collection('bill_differences').countDocuments(sent)
      return compared?.state === 'done' && left === 0
    }
    await untilJobHas(isCompared, { run, stage, job: JOB })
    return []
  },
  async end({ day, unheard }, stage) {
    const { db } = stage
    expect(await billDays(stage).findOne({ _id: day })).toMatchObject({
      figures: { payments: 1, paymentsFen: PRICE_FEN, refunds: 1, refundsFen: EXTRA_FEN },
    })
    const found = await db
      .collection('bill_differences')
      .find()
      .sort({ what: 1, kind: 1 })
      .toArray()
    expect(found).toMatchObject([
      { kind: 'missing-here', what: 'payment', action: 'sent', state: 'settled' },
      { kind: 'missing-there', what: 'payment', action: 'incident', state: 'open' },
      { kind: 'missing-here', what: 'refund', action: 'incident', state: 'open' },
    ])
    const incidents = await db.collection('incidents').find().toArray()
    expect(incidents.map(({ kind }) => String(kind))).toEqual([
      'bill-difference',
      'bill-difference',
    ])
    const order = await db.collection<{ _id: string }>('orders').findOne({ _id: unheard })
    expect(order).toMatchObject({ status: 'paid', paidFen: PRICE_FEN })
    expect(await one(stage, 'stock_pools')).toMatchObject({ held: 0, sold: 2 })
    expect(await openOrders(stage)).toBe(0)
    expect(await toldOfOrder(stage)).toEqual([
      ...['order.paid', 'order.paid'],
      ...['order.placed', 'order.placed'],
    ])
    const transfers = await db.collection('ledger_transfers').find().toArray()
    expect(transfers.map(({ moment }) => String(moment)).sort()).toEqual([
      ...['fees-of-day', 'order-paid', 'order-paid'],
      ...['payment-confirmed', 'payment-confirmed'],
    ])
  },
}
