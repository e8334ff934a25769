import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { ShipmentPage, ShipmentView } from '../../../server/modules/shipping/shipping.contract.js'
import { useSystem } from '../../support/system.js'

// Guarantee: what has reached a customer is told to WeChat once, so that it lets go of the money; a lost answer never
// spends the one correction that it allows.

const system = useSystem({ suffix: '_shipping' })
jest.setTimeout(120_000)

const WITHIN = { withinMs: 60_000 }
const STORE = { storeCode: 'S001', name: '南山店' } as const
const PRICE_FEN = 1680
/** After WeChat's fee of 0.6 %. */
const FROZEN_FEN = 1670
const MINUTE_MS = 60_000
const anything = z.unknown()
const Rules = z.object({ managed: z.boolean() })
const Orders = z.object({
  orders: z.array(
    z.object({
      merchant_trade_no: z.string(),
      order_state: z.int(),
      frozenFen: z.int(),
      uploads: z.array(z.unknown()),
    }),
  ),
})

const rules = (body: object) => system.now.control.send('PUT', '/shipping/rules', Rules, { body })

/** A paid order that its customer has picked up. */
async function handedOver() {
  const { asOperator, control, asCustomer, drain } = system.now
  const desk = await asOperator()
  await desk.saveStore(STORE)
  const { skus } = await desk.createProduct({
    ...{ name: '桂花乌龙', category: '奶茶', kind: 'goods', status: 'on-shelf' },
    skus: [{ name: '中杯', code: `GH-${Math.random()}`, priceFen: PRICE_FEN, stock: 10 }],
  })
  const { personId } = await control.addPerson({ name: '陈一诺' })
  const phone = await asCustomer(personId)
  const { orderId } = await phone.placeOrder({
    items: [{ skuId: skus[0]?.skuId ?? '', qty: 1 }],
    totalFen: PRICE_FEN,
    storeCode: STORE.storeCode,
  })
  await control.confirmPayment(await phone.pay(orderId))
  await phone.refreshPayment(orderId)
  await drain()
  const body = { act: 'hand-over' }
  await desk.send('POST', `/api/orders/${orderId}/fulfilment`, anything, { body })
  await drain()
  const { payments } = await desk.order(orderId)
  const paymentId = payments[0]?.paymentId ?? ''

  const shipment = async () => {
    const { body: page } = await desk.send('GET', '/api/shipments?limit=100', ShipmentPage)
    return page.items.find((one) => one.paymentId === paymentId)
  }
  return {
    orderId,
    paymentId,
    desk,
    shipment,
    /** As WeChat has it. */
    async atWechat() {
      const { body: known } = await control.send('GET', '/shipping/orders', Orders)
      return known.orders.find((one) => one.merchant_trade_no === paymentId)
    },
    /** Business time goes on and the job runs until it is so. */
    async until(state: string) {
      await waitUntil(async () => {
        await control.advanceClock(MINUTE_MS)
        await desk.runJob('shipping.report', WITHIN)
        await drain()
        expect(await shipment()).toMatchObject({ state })
      }, WITHIN)
    },
  }
}

test('WeChat is told once it has taken the payment in, and says when the money is free', async () => {
  await rules({ managed: true, ingestMs: 3 * MINUTE_MS })
  const { orderId, until, shipment, atWechat, paymentId } = await handedOver()
  expect(await shipment()).toMatchObject({
    ...{ orderId, state: 'waiting', way: 'self-pickup', title: '桂花乌龙', reports: 0 },
  })
  expect(await atWechat()).toMatchObject({ frozenFen: FROZEN_FEN, uploads: [] })

  await until('reported')
  expect(await shipment()).toMatchObject({ reports: 1 })
  expect(await atWechat()).toMatchObject({ order_state: 2, frozenFen: FROZEN_FEN })
  const body = { outTradeNo: paymentId }
  await system.now.control.send('POST', '/shipping/receive', anything, { body })
  await waitUntil(async () => {
    await system.now.drain()
    expect(await shipment()).toMatchObject({ state: 'settled' })
  }, WITHIN)
  expect(await atWechat()).toMatchObject({ order_state: 4, frozenFen: 0 })
})

test('a report whose answer was lost is asked for, not sent again', async () => {
  await rules({ managed: true, ingestMs: 0 })
  await system.now.control.addFault({
    ...{ kind: 'errorAfter', area: 'mini', match: 'upload_shipping_info', cut: true, times: 1 },
  })
  const { until, shipment, atWechat } = await handedOver()
  await until('reported')
  expect(await shipment()).toMatchObject({ reports: 1 })
  expect((await atWechat())?.uploads).toHaveLength(1)
})

test('what WeChat will never take is left to an operator, who tries again', async () => {
  await rules({ managed: true, ingestMs: 0 })
  await system.now.control.addFault({
    ...{ kind: 'errcode', code: 10060014, area: 'mini', match: 'upload_shipping_info', times: 1 },
  })
  const { until, desk, paymentId } = await handedOver()
  await until('failed')
  const path = `/api/shipments/${paymentId}/retry`
  const { body } = await desk.send('POST', path, ShipmentView)
  expect(body).toMatchObject({ state: 'waiting' })
  await until('reported')
  await expect(desk.send('POST', path, ShipmentView)).rejects.toThrow('shipment-not-failed')
})
