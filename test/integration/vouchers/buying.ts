import { newId, type Id } from '../../../server/platform/ids/index.js'
import { customer, mini, order, payAtWechat, paymentOf } from '../orders/ordering.js'
import { TILL } from '../orders/callers.js'
import type { Outside } from '../integrations/outside.js'
import type { Shop } from '../orders/shop.js'

/** Steps of somebody who buys vouchers, and of those who redeem them. */

export type Here = Readonly<{ shop: Shop; outside: Outside }>
type Terms = Readonly<{
  validDays?: number
  uses?: number
  storeCodes?: readonly string[]
  atExpiry?: 'refund' | 'lapse'
}>
type Sold = Terms & Readonly<{ priceFen?: number; qty?: number }>

const actor = { operatorId: 'opr_1', name: '林店长' }
export const STORES = ['S1', 'S2'] as const

/** A voucher on the shelf. */
export async function voucherOnShelf({ shop }: Here, { priceFen = 60_000, ...more }: Sold = {}) {
  await shop.stores.upsert(STORES.map((storeCode) => ({ storeCode, name: `${storeCode} 店` })))
  const { validDays = 30, uses = 1, storeCodes = [], atExpiry = 'refund' } = more
  const made = await shop.products.create(
    {
      ...{ name: '双人下午茶', category: '券', kind: 'voucher', status: 'on-shelf', art: 'box' },
      skus: [{ name: '一份', priceFen, code: newId('sku'), stock: null }],
      voucher: { validDays, uses, storeCodes, atExpiry },
    },
    actor,
  )
  const sku = made.ok ? made.value.product.skus[0] : undefined
  if (sku === undefined) {
    throw new Error(made.ok ? 'no SKU' : made.code)
  }
  return { skuId: sku.skuId, priceFen }
}

/** Somebody who has paid for vouchers. */
export async function bought(here: Here, { qty = 1, ...sold }: Sold = {}) {
  const { shop, outside } = here
  const { skuId, priceFen } = await voucherOnShelf(here, sold)
  const buyer = await customer(shop, outside)
  const { body } = await order(shop, buyer.openid, { skuId, qty, totalFen: priceFen * qty })
  const { orderId } = body
  const { paymentId } = await paymentOf(shop, orderId)
  await mini(shop, buyer.openid, 'POST', `/${orderId}/payment`)
  await payAtWechat(outside, paymentId, buyer.personId)
  await shop.settle()
  const vouchers = await vouchersOf(here, buyer.openid)
  return { ...buyer, skuId, orderId, paymentId, vouchers }
}

export type ShownVoucher = {
  voucherId: Id<'vch'>
  orderId: Id<'ord'>
  state: string
  usesLeft: number
  owedFen: number
  code?: string
  isMine: boolean
  isGift: boolean
  mayGive: boolean
  mayRefund: boolean
}
type Answer<Body> = { status: number; body: Body & { code?: string } }

export async function asking<Body>(
  { shop }: Here,
  openid: string,
  [method, path]: readonly ['GET' | 'POST' | 'DELETE', string],
  payload?: object,
): Promise<Answer<Body>> {
  const headers = shop.asCustomer(openid)
  const url = `/mini/v1/vouchers${path}`
  const answer = await shop.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.json() }
}

export async function vouchersOf(here: Here, openid: string, which = 'usable') {
  const path = `?which=${which}&limit=100`
  const { body } = await asking<{ items: ShownVoucher[] }>(here, openid, ['GET', path])
  return body.items
}

/** With its code. */
export async function voucherOf(here: Here, openid: string, voucherId = 'vch_none') {
  return (await asking<ShownVoucher>(here, openid, ['GET', `/${voucherId}`])).body
}

export async function codeOf(here: Here, openid: string, voucherId?: string): Promise<string> {
  const { code } = await voucherOf(here, openid, voucherId)
  return code ?? 'none'
}

type Till = Readonly<{ code: string; storeCode?: string; redeemId?: string; uses?: number }>

/** A till of another system redeems. */
export async function redeem(
  { shop }: Here,
  { code, storeCode = 'S1', redeemId = newId('evt'), uses }: Till,
) {
  const answer = await shop.app.inject({
    method: 'POST',
    url: '/open/v1/vouchers/redeem',
    headers: { authorization: `Bearer ${TILL}` },
    payload: { code, storeCode, redeemId, ...(uses && { uses }) },
  })
  const body = answer.json<{
    voucherId: string
    usesLeft: number
    redeemedAt: string
    code: string
  }>()
  return { status: answer.statusCode, body }
}

export const takeBack = (
  { shop }: Here,
  { openid, orderId }: Readonly<{ openid: string; orderId: string }>,
  voucherIds?: readonly string[],
) =>
  shop.app.inject({
    method: 'POST',
    url: `/mini/v1/orders/${orderId}/refund`,
    headers: { ...shop.asCustomer(openid), 'idempotency-key': newId('evt') },
    payload: { reason: '不想要了', ...(voucherIds && { voucherIds }) },
  })
