import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import type { System } from '../../support/system.js'
import { ago, eventOf, newSource, paid, refunded } from '../open-api/till.js'

const WITHIN = { withinMs: 60_000 }
let serial = 0

type Desk = Awaited<ReturnType<System['asOperator']>>

/** An operator's word about this person. */
async function sayTheSame(desk: Desk, [a, b]: readonly [string, string]): Promise<void> {
  const Shown = z.object({ words: z.array(z.unknown()), token: z.string() })
  const asked = { body: { words: [{ kind: 'same', a, b }] } }
  const { body: shown } = await desk.send('POST', '/api/identity/previews', Shown, asked)
  const said = { body: { ...shown, reason: '本人来电' }, accept: [201] }
  await desk.send('POST', '/api/identity/decisions', z.unknown(), said)
}

const GOODS_FEN = 1080
const VOUCHER_FEN = 600

type Sent = Readonly<{
  skuId: string
  address: Readonly<{ name: string; phone: string; region: string; detail: string }>
}>

/** A taken coupon, a cart, and an order that was to be sent and was given up. */
async function leaveCouponAndParcel(
  desk: Desk,
  shop: Awaited<ReturnType<System['asCustomer']>>,
  { skuId, address }: Sent,
): Promise<void> {
  const template = {
    ...{ name: '立减1元', terms: { kind: 'amount', offFen: 100 } },
    ...{ validity: { kind: 'days', days: 7 }, budgetCount: 10 },
  }
  const Template = z.object({ templateId: z.string() })
  const asked = { body: template, accept: [201] }
  const { body } = await desk.send('POST', '/api/coupon-templates', Template, asked)
  const { couponId } = await shop.takeCoupon(body.templateId)
  await desk.send('PUT', '/api/delivery-fee', z.unknown(), { body: { feeFen: 800 } })
  const { items } = await shop.products()
  const productId = items.find(({ skus }) => skus.some((sku) => sku.skuId === skuId))?.productId
  await shop.send('PUT', '/cart', z.unknown(), { body: { lines: [{ productId, skuId, qty: 1 }] } })
  const order = { items: [{ skuId, qty: 1 }], address, couponId, totalFen: GOODS_FEN - 100 + 800 }
  await shop.cancel((await shop.placeOrder(order)).orderId)
}

/**
 * Somebody with everything: a contact who was greeted, a log-in, a bound phone, a paid order with a note and a voucher, a
 * coupon, a cart, an order with an address that was given up, a member card at a till with a sale and a refund, a second
 * record that was merged in, and an operator's word about the two.
 */
export async function wholePerson(system: System, name: string) {
  serial += 1
  const { control } = system
  const desk = await system.asOperator()
  const { skus } = await desk.createProduct({
    ...{ name: '桂花乌龙', category: '奶茶', kind: 'goods', status: 'on-shelf' },
    skus: [{ name: '中杯', code: `GH-${Date.now()}-${serial}`, priceFen: GOODS_FEN, stock: 10 }],
  })
  const voucher = await desk.createProduct({
    ...{ name: '双人下午茶', category: '券', kind: 'voucher', status: 'on-shelf' },
    skus: [{ name: '一份', code: `V-${Date.now()}-${serial}`, priceFen: VOUCHER_FEN, stock: 10 }],
    voucher: { validDays: 30, uses: 1, storeCodes: [], atExpiry: 'refund' },
  })
  const person = await control.addPerson({ name })
  await control.scan({ personId: person.personId, userid: 'zhangsan' })
  await waitUntil(async () => {
    expect(await control.messages(person.externalUserid)).toHaveLength(1)
  }, WITHIN)
  const shop = await system.asCustomer(person.personId)
  await shop.bindPhone(await control.phoneCode(person.personId))
  const note = `请放门口${serial}`
  const items = [...skus, ...voucher.skus].map(({ skuId }) => ({ skuId, qty: 1 }))
  const { orderId } = await shop.placeOrder({ items, totalFen: GOODS_FEN + VOUCHER_FEN, note })
  await control.confirmPayment(await shop.pay(orderId))
  const street = `科苑路 ${Date.now()}-${serial} 号`
  const address = { name, phone: person.phone, region: '广东省深圳市', detail: street }
  await leaveCouponAndParcel(desk, shop, { skuId: items[0]?.skuId ?? '', address })

  const source = newSource()
  const memberNo = `M-${source}`
  const elsewhere = { openid: `o-${source}`, appid: 'wx-elsewhere' }
  await system
    .openApi()
    .sendEvents([
      paid({ source, orderNo: 'A1' }, { identifiers: elsewhere, occurredAt: ago(60_000) }),
      refunded(
        { source, orderNo: 'A1', refundNo: 'R1', refundFen: 100 },
        { identifiers: elsewhere },
      ),
    ])
  await system.drain()
  const mergedId = (await system.openApi().resolve(elsewhere)) ?? ''
  const { phone, unionid } = person
  const together = { ...elsewhere, unionid, memberNo, phone, phoneVerified: true }
  await system
    .openApi()
    .sendEvents([eventOf({ type: 'customer.identified', source, identifiers: together })])
  await system.drain()
  const customerId = (await system.openApi().resolve({ unionid })) ?? ''
  await sayTheSame(desk, [`openid:wx-elsewhere:${elsewhere.openid}`, `unionid:main:${unionid}`])
  const numbers = system.deps.db.collection<{ _id: string }>('identifiers')
  const number = await numbers.findOne({ type: 'phone', phoneTail: phone.slice(-4) })
  const phoneIndex = number?._id.split(':')[2] ?? 'none'
  const { externalUserid, openid } = person
  const words = {
    other: elsewhere.openid,
    phone,
    phoneIndex,
    unionid,
    externalUserid,
    openid,
    name,
    note,
    memberNo,
    street,
  }
  return { person, shop, customerId, mergedId, orderId, source, words }
}
