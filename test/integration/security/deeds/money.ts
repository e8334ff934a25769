import { randomUUID } from 'node:crypto'
import { waitUntil } from '../../../../scripts/clients/wait-until.js'
import { newId } from '../../../../server/platform/ids/index.js'
import type { House } from '../house.js'
import { fresh, json, WITHIN, type Deeds } from './deed.js'

const PRICE_FEN = 1680
const HOUR_MS = 3_600_000

/** An order that a customer has paid. */
async function paidOrder({ system }: House): Promise<string> {
  const operator = await system.asOperator()
  const { skus } = await operator.createProduct({
    ...{ name: '桂花乌龙', category: '奶茶', kind: 'goods', status: 'on-shelf' },
    skus: [{ name: '中杯', code: `GH-${fresh()}`, priceFen: PRICE_FEN, stock: 10 }],
  })
  const { personId } = await system.control.addPerson({ name: '小满' })
  const phone = await system.asCustomer(personId)
  const items = [{ skuId: skus[0]?.skuId ?? 'none', qty: 1 }]
  const { orderId } = await phone.placeOrder({ items, totalFen: PRICE_FEN })
  await system.control.confirmPayment(await phone.pay(orderId))
  await waitUntil(async () => {
    expect((await operator.order(orderId)).status).toBe('paid')
  }, WITHIN)
  return orderId
}

type Row = { _id: string; orderId: string }

/** A refund of a paid order in this state, as the job leaves it behind; nothing of it is due. */
async function refundIn(house: House, state: 'failed' | 'requested'): Promise<string> {
  const orderId = await paidOrder(house)
  const { db } = house.system.deps
  const [payment] = (await (await house.system.asOperator()).order(orderId)).payments
  const tried = new Date(Date.now() - HOUR_MS)
  const row = {
    _id: `rfd_${randomUUID().replaceAll('-', '').slice(0, 22)}`,
    ...{ orderId, paymentId: payment?.paymentId, reasonKey: 'after-sale:k1', reason: '缺货' },
    ...{ amountFen: PRICE_FEN, paymentFen: PRICE_FEN, revision: 0, round: 1, attempt: 1, tries: 5 },
    source: { kind: 'order', goodsFen: PRICE_FEN, voucherFen: 0, onHoldFen: 0 },
    ...{ state, requestedAt: tried, giveUpAt: new Date(Date.now() + 24 * HOUR_MS) },
    trouble: { code: 'wechat-pay-balance-low', at: tried },
    ...(state === 'failed' ? { endedAt: tried } : { nextAt: new Date(Date.now() + HOUR_MS) }),
  }
  await db.collection<Row>('refunds').insertOne(row)
  return row._id
}

/** What is handed over and what goes back to customers. */
export const MONEY_DEEDS: Deeds = {
  'POST /api/orders/:orderId/fulfilment': {
    ...{ action: 'order.ready', subject: 'order', tells: 'change' },
    prepare: async (house) => {
      const subjectId = await paidOrder(house)
      return json(`/api/orders/${subjectId}/fulfilment`, { act: 'ready' }, { subjectId })
    },
  },
  'POST /api/orders/:orderId/refunds': {
    ...{ action: 'order.refund', subject: 'order', tells: 'new' },
    prepare: async (house) => {
      const orderId = await paidOrder(house)
      const headers = { 'idempotency-key': randomUUID() }
      const url = `/api/orders/${orderId}/refunds`
      return json(url, { reason: '缺货' }, { subjectId: orderId, headers })
    },
  },
  'POST /api/refunds/:refundId/retry': {
    ...{ action: 'refund.retry', subject: 'refund', tells: 'change' },
    prepare: async (house) => {
      const refundId = await refundIn(house, 'failed')
      return { url: `/api/refunds/${refundId}/retry`, subjectId: refundId }
    },
  },
  'POST /api/refunds/:refundId/send-now': {
    ...{ action: 'refund.send-now', subject: 'refund', tells: 'change' },
    prepare: async (house) => {
      const refundId = await refundIn(house, 'requested')
      return { url: `/api/refunds/${refundId}/send-now`, subjectId: refundId }
    },
  },
  'POST /api/shipments/:paymentId/retry': {
    ...{ action: 'shipment.retry', subject: 'payment', tells: 'change' },
    prepare: async ({ system: { deps } }) => {
      const paymentId = newId('pay')
      await deps.db.collection<{ _id: string }>('shipments').insertOne({
        _id: paymentId,
        ...{ orderId: newId('ord'), way: 'self-pickup', title: '桂花乌龙', state: 'failed' },
        ...{ revision: 0, reports: 0, tries: 9, fulfilledAt: new Date() },
      })
      return { url: `/api/shipments/${paymentId}/retry`, subjectId: paymentId }
    },
  },
}
