import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { waitUntil } from '../../../../scripts/clients/wait-until.js'
import type { Headers, House } from '../house.js'
import { fresh, json, post, WITHIN, type Deeds } from './deed.js'

const PRICE_FEN = 1680
const FEE_FEN = 800
const address = {
  name: '安娜',
  phone: '13800138000',
  region: '广东省深圳市',
  detail: '科苑路 1 号',
}

const newTemplate = () =>
  json('/api/coupon-templates', {
    ...{ name: '满10减1', terms: { kind: 'amount', offFen: 100 }, thresholdFen: 1000 },
    ...{ validity: { kind: 'days', days: 7 }, budgetCount: 10 },
  })
const Template = z.object({ templateId: z.string() })

async function template(house: House, admin: Headers): Promise<string> {
  return (await post(house, admin, newTemplate(), Template)).templateId
}

/** A paid order that is sent. */
async function sentOrder({ system }: House): Promise<string> {
  const operator = await system.asOperator()
  const { skus } = await operator.createProduct({
    ...{ name: '桂花乌龙', category: '奶茶', kind: 'goods', status: 'on-shelf' },
    skus: [{ name: '礼盒', code: `GH-${fresh()}`, priceFen: PRICE_FEN, stock: 10 }],
  })
  await operator.send('PUT', '/api/delivery-fee', z.unknown(), { body: { feeFen: FEE_FEN } })
  const { personId } = await system.control.addPerson({ name: '小满' })
  const phone = await system.asCustomer(personId)
  const items = [{ skuId: skus[0]?.skuId ?? 'none', qty: 1 }]
  const totalFen = PRICE_FEN + FEE_FEN
  const { orderId } = await phone.placeOrder({ items, totalFen, address })
  await system.control.confirmPayment(await phone.pay(orderId))
  await waitUntil(async () => {
    expect((await operator.order(orderId)).status).toBe('paid')
  }, WITHIN)
  return orderId
}

/** Coupons, parcels and what they cost. */
export const COUPON_DEEDS: Deeds = {
  'POST /api/coupon-templates': {
    ...{ action: 'coupon.create', subject: 'coupon-template', tells: 'new' },
    prepare: newTemplate,
  },
  'POST /api/coupon-templates/:templateId/stop': {
    ...{ action: 'coupon.stop', subject: 'coupon-template', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await template(house, admin)
      return { url: `/api/coupon-templates/${subjectId}/stop`, subjectId }
    },
  },
  'POST /api/coupon-templates/:templateId/coupons': {
    ...{ action: 'coupon.give', subject: 'coupon', tells: 'new' },
    prepare: async (house, admin) => {
      const { system } = house
      const { openid, personId } = await system.control.addPerson({ name: '小满' })
      await system.asCustomer(personId)
      await system.drain()
      const customerId = await system.openApi().resolve({ openid, appid: system.config.mini.appId })
      const headers = { 'idempotency-key': randomUUID() }
      const url = `/api/coupon-templates/${await template(house, admin)}/coupons`
      return json(url, { customerId }, { headers })
    },
  },
  'PUT /api/delivery-fee': {
    ...{ action: 'delivery-fee.set', subject: 'delivery-fee', tells: 'change' },
    prepare: () => json('/api/delivery-fee', { feeFen: 600 }, { subjectId: 'delivery' }),
  },
  'POST /api/orders/:orderId/shipment': {
    ...{ action: 'order.ship', subject: 'order', tells: 'change' },
    prepare: async (house) => {
      const subjectId = await sentOrder(house)
      const parcel = { company: '顺丰速运', trackingNo: 'SF1234567890' }
      return json(`/api/orders/${subjectId}/shipment`, parcel, { subjectId })
    },
  },
  'POST /api/orders/:orderId/address': {
    ...{ action: 'order.show-address', subject: 'order', tells: 'act' },
    prepare: async (house) => {
      const subjectId = await sentOrder(house)
      return { url: `/api/orders/${subjectId}/address`, subjectId }
    },
  },
}
