import { OpenEventsAnswer } from '../../../server/modules/inbox/inbox.contract.js'
import type { Scenario } from '../../support/faults/scenario.js'
import { OPEN_API_KEY } from '../../support/faults/stage.js'
import { untilJobHas } from './callers.js'

const SOURCE = 'pos-crash'
const HOUR_MS = 60 * 60_000

type Sent = Readonly<{ events: readonly Readonly<{ id: string }>[] }>

const paid = (orderNo: string, paidFen: number) => ({
  type: 'order.paid',
  data: {
    orderNo,
    paidFen,
    items: [{ sku: 'a', name: '桂花乌龙', qty: 1, amountFen: paidFen }],
    channel: 'pos',
  },
})
const refunded = (orderNo: string, refundFen: number) => ({
  type: 'order.refunded',
  data: { orderNo, refundNo: `${orderNo}-r1`, refundFen },
})

/** One till's batch: two orders, a refund of the first, and a refund that is faster than its order. */
function batchOf(occurredAt: string): Sent {
  const told = [paid('A', 100), refunded('C', 30), paid('B', 250), refunded('A', 40), paid('C', 70)]
  const identifiers = { memberNo: 'M-1' }
  return {
    events: told.map((event, index) => ({
      ...event,
      id: `e${index}`,
      occurredAt,
      source: SOURCE,
      identifiers,
    })),
  }
}

/** A batch through the open API, sent again until it is answered: three orders, two refunds, counted once. */
export const openApiBatch: Scenario<Sent> = {
  given: () => Promise.resolve(batchOf(new Date(Date.now() - HOUR_MS).toISOString())),
  begin: (given) => Promise.resolve(given),
  async play(run, { events }) {
    const answer = await run.insist(() => ({
      method: 'POST',
      url: '/open/v1/events',
      headers: { authorization: `Bearer ${OPEN_API_KEY}` },
      payload: { events },
    }))
    const { results } = OpenEventsAnswer.parse(JSON.parse(answer.body))
    const statuses = results.map(({ status }) => status)
    expect(statuses.filter((status) => !['accepted', 'duplicate'].includes(status))).toEqual([])
    await run.work()
    return events.map(({ id }) => `open:${SOURCE}:${id}`)
  },
  async end(_sent, { db }) {
    const orders = await db.collection('orders').find().sort({ orderNo: 1 }).toArray()
    expect(
      orders.map(({ orderNo, paidFen, refundedFen }) => [orderNo, paidFen, refundedFen]),
    ).toEqual([
      ['A', 100, 40],
      ['B', 250, 0],
      ['C', 70, 30],
    ])
    const customers = await db.collection('customers').find({ state: 'living' }).toArray()
    expect(customers).toHaveLength(1)
    expect(customers[0]).toMatchObject({ ordersPaid: 3, paidFen: 420, refundedFen: 70 })
    const told = await db.collection('timeline').find().toArray()
    expect(told.map(({ type }) => String(type)).sort()).toEqual([
      'order.paid',
      'order.paid',
      'order.paid',
      'order.refunded',
      'order.refunded',
    ])
  },
}

const STAFF = 'zhangsan'
const RECONCILE = 'wecom.reconcile-contacts'

/** The callback of a new contact got lost; the night's round finds the contact, which becomes one customer. */
export const contactsReconciled: Scenario<Readonly<{ externalUserid: string }>> = {
  async given(_house, { control, mailbox }) {
    const { personId } = await control.addPerson({ name: '罗一鸣' })
    const { externalUserid } = await control.scan({ personId, userid: STAFF })
    await mailbox.next() // lost on its way
    return { externalUserid }
  },
  begin: (given) => Promise.resolve(given),
  async play(run, { externalUserid }, stage) {
    const isKnown = async () =>
      (await stage.db.collection('relations').countDocuments({ externalUserid })) > 0
    await untilJobHas(isKnown, { run, stage, job: RECONCILE })
    return []
  },
  async end({ externalUserid }, { db, control }) {
    const relations = await db.collection('relations').find().toArray()
    expect(relations.map((relation) => [relation.externalUserid, relation.state])).toEqual([
      [externalUserid, 'active'],
    ])
    expect(await db.collection('customers').countDocuments({ state: 'living' })).toBe(1)
    // Nobody is welcomed hours later.
    expect(await control.messages(externalUserid)).toEqual([])
  },
}
