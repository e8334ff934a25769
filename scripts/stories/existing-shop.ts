import { randomUUID } from 'node:crypto'
import { yuanText } from '../../server/platform/money/index.js'
import type { OpenEvent } from '../clients/open-client.js'
import { customerText, seeCallback, seeCustomer, seeEvent, seeTimeline } from './look.js'
import { setTheStage } from './shop-on-stage.js'
import { must, type Scene, type Story } from './story.js'

/** A brand keeps its old ordering mini-program: its orders come by the open API and find the same customer. */
export const existingShop: Story = {
  name: 'existing-shop',
  title: 'orders of another mini-program come by the open API and find the same customer',
  async play(scene) {
    const { code } = await setTheStage(scene)
    const buyer = await becomeFriend(scene, code)
    const events = eventsOf(buyer)
    await refundComesFirst(scene, events.refund)
    await orderArrives(scene, { buyer, paid: events.paid })
    await orderByOpenidAlone(scene, { buyer, second: events.second })
    await everythingAgain(scene, { buyer, all: Object.values(events) })
    await lookBack(scene, buyer)
  },
}

const SOURCE = 'old-shop'
const OLD_APPID = 'wxold0000shop0001'
const NAME = '顾一凡'
const PAID_FEN = 3_880
const REFUND_FEN = 1_780
const SECOND_FEN = 2_100
const MINUTE_MS = 60_000

type Buyer = Readonly<{ customerId: string; unionid: string; openid: string; orderNo: string }>

const becomeFriend = ({ system, step }: Scene, code: { state: string; name: string }) =>
  step(`${NAME}, who has ordered in the old mini-program for years, scans "${code.name}"`, {
    act: async () => {
      const person = await system.sandbox.addPerson({ name: NAME, gender: 1 })
      const { callbackId } = await system.sandbox.scan({
        personId: person.personId,
        state: code.state,
      })
      return { person, callbackId }
    },
    see: async ({ person, callbackId }, tell): Promise<Buyer> => {
      await seeCallback(system, callbackId, tell)
      const customer = await seeCustomer(system, { external_userid: person.externalUserid })
      tell.written(customerText(customer))
      const suffix = person.personId.slice(-10)
      return {
        customerId: customer.customerId,
        unionid: person.unionid,
        openid: `oOld${suffix}`,
        orderNo: `OLD-${suffix}`,
      }
    },
  })

/** What the old mini-program has to tell: an order, its refund, and an order of somebody known by openid only. */
function eventsOf({ unionid, openid, orderNo }: Buyer) {
  const both = { openid, appid: OLD_APPID, unionid }
  const event = (
    type: string,
    minutesAgo: number,
    {
      identifiers = both,
      ...data
    }: Record<string, unknown> & { identifiers?: OpenEvent['identifiers'] },
  ): OpenEvent => ({
    id: randomUUID(),
    type,
    occurredAt: new Date(Date.now() - minutesAgo * MINUTE_MS).toISOString(),
    source: SOURCE,
    identifiers,
    data,
  })
  const items = [
    { sku: 'OLD-1', name: '桂花乌龙', qty: 1, amountFen: SECOND_FEN },
    { sku: 'OLD-2', name: '海盐可颂', qty: 1, amountFen: REFUND_FEN },
  ]
  const secondNo = `${orderNo}-2`
  return {
    refund: event('order.refunded', 30, {
      orderNo,
      refundNo: `${orderNo}-R1`,
      refundFen: REFUND_FEN,
    }),
    paid: event('order.paid', 60, { orderNo, paidFen: PAID_FEN, items, channel: '自取' }),
    second: event('order.paid', 10, {
      orderNo: secondNo,
      paidFen: SECOND_FEN,
      items: items.slice(0, 1),
      channel: '自取',
      identifiers: { openid, appid: OLD_APPID },
    }),
  }
}

const refundComesFirst = ({ system, step }: Scene, refund: OpenEvent) =>
  step('The old shop tells a refund before its order: it waits and moves no money', {
    act: () => system.open.sendEvents([refund]),
    see: async ([result], tell) => {
      must(result?.status === 'accepted', `the refund is ${result?.status}`)
      tell.arrived(`POST /open/v1/events: order.refunded ${yuanText(REFUND_FEN)}, accepted`)
      const of = refund.id
      const event = await seeEvent(system, {
        source: SOURCE,
        type: 'order.refunded',
        of,
        state: 'waiting',
      })
      tell.written(`inbox event ${event.type} waits for its order`)
    },
  })

const orderArrives = (
  { system, step }: Scene,
  { buyer, paid }: { buyer: Buyer; paid: OpenEvent },
) =>
  step('Its order arrives: the same customer by the unionid, and the refund goes on', {
    act: () => system.open.sendEvents([paid]),
    see: async ([result], tell) => {
      must(result?.status === 'accepted', `the order is ${result?.status}`)
      tell.arrived(`POST /open/v1/events: order.paid ${yuanText(PAID_FEN)}, accepted`)
      const customer = await seeCustomer(system, { openid: buyer.openid, appid: OLD_APPID })
      must(customer.customerId === buyer.customerId, `the order belongs to ${customer.customerId}`)
      const { ordersPaid, netFen } = customer.metrics
      must(ordersPaid === 1 && netFen === PAID_FEN - REFUND_FEN, `${ordersPaid}, ${netFen} fen`)
      tell.written(`openid of ${OLD_APPID} joined to ${buyer.customerId}`)
      tell.written(customerText(customer))
    },
  })

const orderByOpenidAlone = (
  { system, step }: Scene,
  { buyer, second }: { buyer: Buyer; second: OpenEvent },
) =>
  step('The next order knows only the openid, and that is enough from now on', {
    act: () => system.open.sendEvents([second]),
    see: async ([result], tell) => {
      must(result?.status === 'accepted', `the order is ${result?.status}`)
      tell.arrived(`POST /open/v1/events: order.paid ${yuanText(SECOND_FEN)}, accepted`)
      const customer = await system.console.customer(buyer.customerId)
      must(customer.metrics.ordersPaid === 2, `${customer.metrics.ordersPaid} orders are paid`)
      tell.written(customerText(customer))
    },
  })

const everythingAgain = (
  { system, step }: Scene,
  { buyer, all }: { buyer: Buyer; all: readonly OpenEvent[] },
) =>
  step('The old shop sends everything a second time: nothing changes', {
    act: async () => {
      const results = await system.open.sendEvents(all)
      await system.open.drain()
      return results
    },
    see: async (results, tell) => {
      const isDuplicate = results.every(({ status }) => status === 'duplicate')
      must(isDuplicate, results.map(({ status }) => status).join(', '))
      tell.arrived(`POST /open/v1/events: ${results.length} events, all duplicates`)
      const { metrics } = await system.console.customer(buyer.customerId)
      must(metrics.ordersPaid === 2, `${metrics.ordersPaid} orders are paid`)
    },
  })

const lookBack = ({ system, step }: Scene, { customerId }: Buyer) =>
  step('The console shows one customer with both sides', {
    act: () => system.open.drain(),
    see: async (_stats, tell) => {
      const customer = await system.console.customer(customerId)
      const types = customer.identifiers.map(({ type }) => type)
      must(
        ['external_userid', 'unionid', 'openid'].every((type) => types.some((t) => t === type)),
        `identifiers: ${types.join(', ')}`,
      )
      tell.written(customerText(customer))
      const told = await seeTimeline(system, customerId, tell)
      must(told.filter((type) => type === 'order.paid').length === 2, 'not two orders are told')
      must(told.includes('order.refunded'), 'the refund is not told')
    },
  })
