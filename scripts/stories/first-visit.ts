import { yuanText } from '../../server/platform/money/index.js'
import { customerText, seeCallback, seeCustomer, seeEvent, seeTimeline } from './look.js'
import { setTheStage } from './shop-on-stage.js'
import { must, type Scene, type Story } from './story.js'

/** From a stranger at the counter to one customer with one order, over three platforms of WeChat. */
export const firstVisit: Story = {
  name: 'first-visit',
  title: 'scan a channel code, be greeted, log in, order, pay: one customer with one timeline',
  async play(scene) {
    const { code, staff } = await setTheStage(scene)
    const person = await comeIn(scene)
    const { customerId } = await scan(scene, { person, code, staff })
    await beGreeted(scene, { person, staff })
    const shop = await logIn(scene, { person, customerId })
    const order = await placeOrder(scene, shop)
    await pay(scene, { shop, orderId: order.orderId })
    await lookBack(scene, { customerId, totalFen: order.totalFen })
  },
}

const WELCOME_MS = 20_000
const NAME = '郭小满'

type Person = Awaited<ReturnType<Scene['system']['sandbox']['addPerson']>>
type Shop = ReturnType<Scene['system']['phone']>
type Staff = Readonly<{ userid: string; name: string }>

/** Somebody whom nobody knows: the sandbox gives them a WeChat. */
const comeIn = ({ system, step }: Scene) =>
  step(`${NAME} walks in; she has WeChat, and nobody here knows her`, {
    act: () => system.sandbox.addPerson({ name: NAME, gender: 2 }),
    see: async (person) => {
      const known = await system.open.resolve({ unionid: person.unionid })
      must(known === null, 'somebody with her unionid is known already')
      return person
    },
  })

const scan = (
  { system, step }: Scene,
  { person, code, staff }: { person: Person; code: { state: string; name: string }; staff: Staff },
) =>
  step(`She scans "${code.name}" and becomes a friend of ${staff.name} in WeCom`, {
    act: () => system.sandbox.scan({ personId: person.personId, state: code.state }),
    see: async ({ callbackId, externalUserid }, tell) => {
      await seeCallback(system, callbackId, tell)
      const event = await seeEvent(system, {
        source: 'wecom',
        type: 'contact.added',
        of: externalUserid,
      })
      tell.written(`inbox event ${event.type}, ${event.state} after ${event.attempts} attempt`)
      const customer = await seeCustomer(system, { external_userid: externalUserid })
      const [relation] = customer.relations
      must(relation?.state === 'active', 'she is nobody’s friend')
      must(relation.channelCodeName === code.name, `she came by ${relation.channelCodeName}`)
      tell.written(customerText(customer))
      tell.written(`relation with ${relation.name} since ${relation.since}, by "${code.name}"`)
      return customer
    },
  })

const beGreeted = ({ system, step }: Scene, { person, staff }: { person: Person; staff: Staff }) =>
  step(`${staff.name} greets her by herself, while the welcome code lives (20 s)`, {
    act: () => Promise.resolve(person.externalUserid),
    see: async (externalUserid, tell) => {
      const messages = await system.sandbox.messages(externalUserid)
      must(messages.length === 1, `${messages.length} welcome messages have arrived`)
      const [welcome] = messages
      must(welcome !== undefined && welcome.ageMs < WELCOME_MS, 'the welcome came too late')
      tell.arrived(`welcome in her chat after ${(welcome.ageMs / 1_000).toFixed(2)} s`)
      tell.arrived(`"${welcome.text}"`)
    },
    withinMs: WELCOME_MS,
  })

const logIn = (
  { system, step }: Scene,
  { person, customerId }: { person: Person; customerId: string },
) =>
  step('She opens the mini-program and is logged in', {
    act: async () => {
      const shop = system.phone()
      const session = await shop.logIn(await system.sandbox.loginCode(person.personId))
      return { shop, session }
    },
    see: async ({ shop, session }, tell) => {
      const { appId } = await shop.config()
      const customer = await seeCustomer(system, { openid: session.openid, appid: appId })
      must(
        customer.customerId === customerId,
        `her openid belongs to ${customer.customerId} and not to ${customerId}`,
      )
      const types = customer.identifiers.map(({ type }) => type)
      must(types.includes('unionid'), 'her unionid is not known')
      tell.arrived('POST /mini/v1/sessions with a code of wx.login')
      tell.written(`openid and external_userid joined by the unionid: ${customerId}`)
      tell.written(`identifiers: ${types.join(', ')}`)
      return shop
    },
  })

const placeOrder = ({ step }: Scene, shop: Shop) =>
  step('She looks at the shop and orders, to be picked up', {
    act: async () => {
      const [store] = (await shop.stores()).items
      const { items } = await shop.products()
      const offered = items.find(({ soldOut }) => !soldOut)
      must(offered !== undefined, 'everything is sold out')
      const { name, skus } = await shop.product(offered.productId)
      const sku = skus.find(({ soldOut }) => !soldOut)
      must(sku !== undefined, `${name} is sold out`)
      const lines = [{ skuId: sku.skuId, qty: 1 }]
      const order = { items: lines, totalFen: sku.priceFen, storeCode: store?.storeCode }
      return await shop.placeOrder(order)
    },
    see: async ({ orderId }, tell) => {
      const order = await shop.order(orderId)
      must(order.status === 'pending-payment', `the order is ${order.status}`)
      const what = order.items.map(({ name, skuName }) => `${name} ${skuName ?? ''}`).join(', ')
      tell.arrived(`POST /mini/v1/orders: ${what}, ${yuanText(order.totalFen)}`)
      must(order.storeName !== undefined, 'the order names no store')
      tell.written(
        `order ${order.orderNo} at ${order.storeName}, to be paid until ${order.expiresAt}`,
      )
      return order
    },
  })

const pay = ({ system, step }: Scene, { shop, orderId }: { shop: Shop; orderId: string }) =>
  step('She pays in WeChat', {
    act: async () => system.sandbox.confirmPayment(await shop.pay(orderId)),
    see: async ({ callbackId }, tell) => {
      await seeCallback(system, callbackId, tell)
      const order = await system.console.order(orderId)
      must(order.status === 'paid', `the order is ${order.status}`)
      const [payment] = order.payments
      must(payment?.state === 'paid', `the payment is ${payment?.state}`)
      must(order.pickupCode !== undefined, 'the order has no pick-up code')
      tell.written(`payment ${payment.paymentId}, WeChat's number ${payment.transactionId}`)
      tell.written(`order ${order.orderNo} paid, pick-up code ${order.pickupCode}`)
    },
  })

const lookBack = (
  { system, step }: Scene,
  { customerId, totalFen }: { customerId: string; totalFen: number },
) =>
  step('The console shows one customer with the whole story', {
    act: () => system.open.drain(),
    see: async (_stats, tell) => {
      const customer = await system.console.customer(customerId)
      const { ordersPaid, netFen } = customer.metrics
      must(ordersPaid === 1 && netFen === totalFen, `${ordersPaid} orders, ${netFen} fen`)
      tell.written(customerText(customer))
      const types = await seeTimeline(system, customerId, tell)
      must(
        types.includes('contact.added') && types.includes('order.paid'),
        'the timeline is not complete',
      )
    },
  })
