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

/**
 * Somebody with everything: a contact who was greeted, a log-in, a bound phone, a paid order with a note and a voucher, a member card at
 * a till with a sale and a refund, a second record that was merged in, and an operator's word about the two.
 */
export async function wholePerson(system: System, name: string) {
  serial += 1
  const { control } = system
  const desk = await system.asOperator()
  const { skus } = await desk.createProduct({
    ...{ name: '桂花乌龙', category: '奶茶', kind: 'goods', status: 'on-shelf' },
    skus: [{ name: '中杯', code: `GH-${Date.now()}-${serial}`, priceFen: 1080, stock: 10 }],
  })
  const voucher = await desk.createProduct({
    ...{ name: '双人下午茶', category: '券', kind: 'voucher', status: 'on-shelf' },
    skus: [{ name: '一份', code: `V-${Date.now()}-${serial}`, priceFen: 600, stock: 10 }],
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
  const { orderId } = await shop.placeOrder({ items, totalFen: 1680, note })
  await control.confirmPayment(await shop.pay(orderId))

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
  }
  return { person, shop, customerId, mergedId, orderId, source, words }
}
