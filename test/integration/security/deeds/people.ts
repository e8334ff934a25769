import { z } from 'zod'
import { eventOf, newSource } from '../../open-api/till.js'
import type { Headers, House } from '../house.js'
import { fresh, json, post, type Deeds } from './deed.js'

const newView = () => ({ name: `v-${fresh()}`, filter: { ordered: 'no' } })
const savedView = async (house: House, admin: Headers) =>
  (await post(house, admin, json('/api/customer-views', newView()), SavedView)).viewId
const SavedView = z.object({ viewId: z.string() })

async function customerWithPhone({ system }: House): Promise<string> {
  const source = newSource()
  const identifiers = { phone: `139${String(Date.now()).slice(-8)}`, memberNo: `M-${source}` }
  await system.openApi().sendEvents([eventOf({ source, identifiers })])
  await system.drain()
  return (await system.openApi().resolve({ member_no: identifiers.memberNo, source })) ?? 'nobody'
}

/** Somebody's contact, and a phone that they say is theirs. */
async function phoneOfContact({ system }: House) {
  const { personId, phone } = await system.control.addPerson({ name: '小满' })
  const { externalUserid } = await system.control.scan({ personId, userid: 'zhangsan' })
  await system.drain()
  return { externalUserid, phone }
}

/** An order for a contact, as the request that places it. */
async function assistedOrder(house: House) {
  const { externalUserid } = await phoneOfContact(house)
  const operator = await house.system.asOperator()
  const { skus } = await operator.createProduct({
    ...{ name: '桂花乌龙', category: '奶茶', kind: 'goods', status: 'on-shelf' },
    skus: [{ name: '中杯', code: `GH-${fresh()}`, priceFen: 1680, stock: 10 }],
  })
  const items = [{ skuId: skus[0]?.skuId ?? 'none', qty: 1 }]
  const headers = { 'idempotency-key': `key-${fresh()}` }
  return json('/api/sidebar/orders', { externalUserid, items, totalFen: 1680 }, { headers })
}

/** Customers, views of them, and what the sidebar does for one. */
export const PEOPLE_DEEDS: Deeds = {
  'POST /api/customer-views': {
    ...{ action: 'customer-view.create', subject: 'customer-view', tells: 'new' },
    prepare: () => json('/api/customer-views', newView()),
  },
  'PATCH /api/customer-views/:viewId': {
    ...{ action: 'customer-view.update', subject: 'customer-view', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await savedView(house, admin)
      return json(`/api/customer-views/${subjectId}`, { name: `v-${fresh()}` }, { subjectId })
    },
  },
  'PUT /api/customer-views/:viewId/sharing': {
    ...{ action: 'customer-view.share', subject: 'customer-view', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await savedView(house, admin)
      return json(`/api/customer-views/${subjectId}/sharing`, { isShared: true }, { subjectId })
    },
  },
  'DELETE /api/customer-views/:viewId': {
    ...{ action: 'customer-view.delete', subject: 'customer-view', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await savedView(house, admin)
      return { url: `/api/customer-views/${subjectId}`, subjectId }
    },
  },
  'POST /api/customers/:customerId/phones/reveal': {
    ...{ action: 'customer.phones-revealed', subject: 'customer', tells: 'new' },
    prepare: async (house) => {
      const subjectId = await customerWithPhone(house)
      return { url: `/api/customers/${subjectId}/phones/reveal`, subjectId }
    },
  },
  'POST /api/sidebar/phone-checks': {
    ...{ action: 'phone-check.send', subject: 'phone-check', tells: 'new' },
    prepare: async (house) => json('/api/sidebar/phone-checks', await phoneOfContact(house)),
  },
  'POST /api/sidebar/orders': {
    ...{ action: 'order.assist', subject: 'order', tells: 'new' },
    prepare: (house) => assistedOrder(house),
  },
  'POST /api/sidebar/orders/:orderId/cancel': {
    ...{ action: 'order.cancel-assisted', subject: 'order', tells: 'change' },
    prepare: async (house, admin) => {
      const Made = z.object({ order: z.object({ orderId: z.string() }) })
      const { order } = await post(house, admin, await assistedOrder(house), Made)
      const subjectId = order.orderId
      return { url: `/api/sidebar/orders/${subjectId}/cancel`, subjectId }
    },
  },
  'POST /api/sidebar/phone-checks/:checkId/proof': {
    ...{ action: 'phone-check.prove', subject: 'phone-check', tells: 'change' },
    prepare: async (house, admin) => {
      const wanted = await phoneOfContact(house)
      const Made = z.object({ checkId: z.string() })
      const { checkId } = await post(house, admin, json('/api/sidebar/phone-checks', wanted), Made)
      const Texts = z.object({ messages: z.array(z.object({ text: z.string() })) })
      const { body } = await house.system.control.send('GET', `/sms?phone=${wanted.phone}`, Texts)
      const code = /\d{6}/.exec(body.messages[0]?.text ?? '')?.[0] ?? ''
      const url = `/api/sidebar/phone-checks/${checkId}/proof`
      return json(url, { code }, { subjectId: checkId })
    },
  },
  'POST /api/customers/:customerId/erasures': {
    ...{ action: 'customer.erase-requested', subject: 'customer', tells: 'new' },
    prepare: async (house) => {
      const subjectId = await customerWithPhone(house)
      const wish = { confirm: '删除', reason: '本人要求' }
      return json(`/api/customers/${subjectId}/erasures`, wish, { subjectId })
    },
  },
}
