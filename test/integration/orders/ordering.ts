import { newId, type Id } from '../../../server/platform/ids/index.js'
import { eventually } from '../integrations/eventually.js'
import type { Outside } from '../integrations/outside.js'
import type { Shop } from './shop.js'

const actor = { operatorId: 'opr_1', name: '林店长' }

type Sku = Readonly<{ priceFen?: number; stock?: number | null }>

/** A product on the shelf with one SKU. */
export async function onShelf(shop: Shop, { priceFen = 1680, stock = null }: Sku = {}) {
  const code = newId('sku')
  const made = await shop.products.create(
    {
      name: '桂花乌龙',
      category: '茶饮',
      kind: 'goods',
      status: 'on-shelf',
      tint: '#F3E3C3',
      art: 'cup',
      skus: [{ name: '中杯', priceFen, code, stock }],
    },
    actor,
  )
  const sku = made.ok ? made.value.product.skus[0] : undefined
  if (!made.ok || sku === undefined) {
    throw new Error('no product made')
  }
  return { productId: made.value.product.productId, skuId: sku.skuId, code, priceFen }
}

/** A person of the sandbox who has logged in to the mini-program. */
export async function customer(shop: Shop, outside: Outside) {
  const person = { name: '安娜', unionidVisible: true }
  const { openid, personId } = await outside.control<{ openid: string; personId: string }>(
    'POST',
    '/people',
    person,
  )
  const payload = { type: 'customer.logged-in', openid, appid: shop.appid, unionidScope: 'main' }
  await shop.inbox.insert({
    key: `login:${openid}`,
    source: 'mini',
    type: 'customer.logged-in',
    partitionKey: `openid:${shop.appid}:${openid}`,
    occurredAt: shop.clock.now(),
    payload: JSON.stringify(payload),
  })
  await shop.settle()
  return { openid, personId, key: `openid:${shop.appid}:${openid}` as const }
}

type Wanted = Readonly<{
  skuId: Id<'sku'>
  qty?: number
  totalFen: number
  key?: string
  storeCode?: string
}>

/** Sends an order by the route. */
export async function order(shop: Shop, openid: string, wanted: Wanted) {
  const { skuId, qty = 1, totalFen, key = newId('ord'), storeCode } = wanted
  const answer = await shop.app.inject({
    method: 'POST',
    url: '/mini/v1/orders',
    headers: { ...shop.asCustomer(openid), 'idempotency-key': key },
    payload: { items: [{ skuId, qty }], totalFen, ...(storeCode && { storeCode }) },
  })
  return { status: answer.statusCode, body: answer.json<OrderAnswer>() }
}

export type OrderAnswer = {
  orderId: Id<'ord'>
  status: string
  totalFen: number
  code?: string
  detail?: string
  expiresAt?: string
  pickupCode?: string
  paidAt?: string
  closedReason?: string
  items: { qty: number; amountFen: number }[]
}

export async function mini(shop: Shop, openid: string, method: 'GET' | 'POST', path: string) {
  const answer = await shop.app.inject({
    method,
    url: `/mini/v1/orders${path}`,
    headers: shop.asCustomer(openid),
  })
  return { status: answer.statusCode, body: answer.json<OrderAnswer & PayAnswer>() }
}
type PayAnswer = { paymentParams: { package: string; appId: string }; items: OrderAnswer[] }

/** The payment of an order as it is stored. */
export async function paymentOf(shop: Shop, orderId: Id<'ord'>) {
  const [payment] = await shop.payments.payments.ofOrder(orderId)
  if (payment === undefined) {
    throw new Error('the order has no payment')
  }
  return payment
}

/** Pays at the sandbox, as the person would in WeChat; the notification comes by itself unless a fault stops it. */
export async function payAtWechat(outside: Outside, outTradeNo: string, personId: string) {
  await outside.control('POST', '/pay/confirm', { outTradeNo, personId })
  await delivered(outside)
}

/** Until WeChat has nothing more to send. */
export async function delivered(outside: Outside) {
  await eventually(async () => {
    const { idle, inFlight } = await outside.control<{ idle: boolean; inFlight: number }>(
      'GET',
      '/idle',
    )
    return idle && inFlight === 0
  })
}

export async function poolOf(shop: Shop, skuId: Id<'sku'>) {
  const pool = (await shop.stock.pools([skuId])).get(skuId)
  const { total = 0, held = 0, sold = 0 } = pool ?? {}
  return { total, held, sold, available: total - held - sold }
}

export const incidentsOf = async (shop: Shop) =>
  (await shop.payments.incidents.list({ limit: 50 })).map(({ kind, amountFen, subject }) => ({
    kind,
    amountFen,
    subject: subject.id,
  }))
