import { z } from 'zod'
import { shopClient, type ShopClient } from '../../../scripts/clients/shop-client.js'
import type { House } from '../../support/faults/house.js'
import type { Stage } from '../../support/faults/stage.js'

export const PRICE_FEN = 1680
const STOCK = 10
const STORE = 'S-01'
/** What the customer's coupon takes off. */
export const OFF_FEN = 100
export const LONG_AGO_MS = 60 * 60_000

export type Shop = Readonly<{ phone: ShopClient; token: string; skuId: string }>

export const Notified = z.object({ callbackId: z.string() })

/** A store, a product with ten cups, and a customer who is logged in. */
export async function openShop({ console: logIn, url, work }: House, stage: Stage): Promise<Shop> {
  const desk = await logIn()
  await desk.saveStore({ storeCode: STORE, name: '岁华桥店' })
  const product = await desk.createProduct({
    name: '桂花乌龙',
    category: '奶茶',
    kind: 'goods',
    status: 'on-shelf',
    skus: [{ name: '中杯', code: 'GH-M', priceFen: PRICE_FEN, stock: STOCK }],
  })
  const { personId } = await stage.control.addPerson({ name: '黄欣' })
  const phone = shopClient(url)
  const { token } = await phone.logIn(await stage.control.loginCode(personId))
  await work()
  return { phone, token, skuId: product.skus[0]?.skuId ?? '' }
}

/** The customer has taken a coupon. */
export async function takeCoupon({ console: logIn }: House, { phone }: Shop): Promise<string> {
  const template = {
    ...{ name: '立减1元', terms: { kind: 'amount', offFen: OFF_FEN }, budgetCount: 10 },
    validity: { kind: 'days', days: 7 },
  }
  const Template = z.object({ templateId: z.string() })
  const asked = { body: template, accept: [201] }
  const { body } = await (await logIn()).send('POST', '/api/coupon-templates', Template, asked)
  return (await phone.takeCoupon(body.templateId)).couponId
}

export const wishWithCoupon = (shop: Shop, couponId: string) => ({
  ...wishOf(shop),
  ...{ couponId, totalFen: PRICE_FEN - OFF_FEN },
})

export const wishOf = ({ skuId }: Shop) => ({
  items: [{ skuId, qty: 1 }],
  totalFen: PRICE_FEN,
  storeCode: STORE,
})

export const one = async ({ db }: Stage, collection: string) => {
  const [document, ...others] = await db.collection(collection).find().toArray()
  expect(others).toEqual([])
  return document
}

/** Over all identifiers of the customer: each has a guard of its own. */
export async function openOrders({ db }: Stage): Promise<number> {
  const guards = await db.collection<{ orderIds: string[] }>('open_orders').find().toArray()
  return guards.reduce((sum, { orderIds }) => sum + orderIds.length, 0)
}

export const toldOfOrder = async ({ db }: Stage): Promise<string[]> => {
  const entries = await db.collection('timeline').find({ group: 'orders' }).toArray()
  return entries.map(({ type }) => String(type)).sort()
}

/** What the books hold, account by account; the empty ones left out. */
export async function balances({ db }: Stage): Promise<Record<string, number>> {
  const transfers = await db
    .collection<{ lines: { account: string; debitFen: number; creditFen: number }[] }>(
      'ledger_transfers',
    )
    .find()
    .toArray()
  const sums = new Map<string, number>()
  for (const { account, debitFen, creditFen } of transfers.flatMap(({ lines }) => lines)) {
    sums.set(account, (sums.get(account) ?? 0) + debitFen - creditFen)
  }
  return Object.fromEntries([...sums].filter(([, fen]) => fen !== 0))
}
