import type { InboundEvent } from '../../../server/platform/pipeline/index.js'
import { check, NOW, run, upload, useWorkshop, worldOf, type Workshop } from './workshop.js'

const shop = useWorkshop('_imports_ahead')
const twin = useWorkshop('_imports_behind')

const PEOPLE = 20
const IN_CHUNK = 1_000
const NUMBERS = Array.from({ length: PEOPLE }, (_, n) => n)
const phoneOf = (n: number, which: number) => `1381000${which}${String(n).padStart(3, '0')}`

/** People with two phones each, which the mini-program has seen with them. */
const known = (n: number, which: number): InboundEvent => ({
  key: `open:shop:${n}-${which}`,
  source: 'shop',
  type: 'customer.identified',
  partitionKey: `shop:${n}`,
  lane: 'normal',
  occurredAt: new Date(NOW.getTime() - 1_000),
  receivedAt: NOW,
  attempts: 1,
  data: {
    ...{ id: `${n}-${which}`, source: 'shop', isTrusted: true, data: {} },
    identifiers: { openid: `o${n}`, appid: 'wx1', phone: phoneOf(n, which), phoneVerified: true },
  },
})

async function withPeople(workshop: Workshop) {
  await workshop.tell(NUMBERS.flatMap((n) => [known(n, 1), known(n, 2)]))
  return workshop
}

const fillers = Array.from({ length: IN_CHUNK - PEOPLE }, (_, n) => `F${n},,`)
const listOf = (lines: readonly string[]) => `会员号,手机号,姓名\n${lines.join('\n')}\n`

async function importAll(workshop: Workshop, lines: readonly string[]) {
  const importId = await upload(workshop, { content: listOf(lines) })
  await check(workshop, importId)
  const { status, run: done } = await run(workshop, importId)
  expect({ status, imported: done.imported }).toEqual({ status: 'done', imported: lines.length })
}

// Guarantee: a batch that was decided while the one before was written stands only if that one has changed nothing of
// what it was decided on. Here no row shows it: the cards of two chunks come to the same people by different phones.
test('chunks of one file that meet at the same people bring what two files one after the other bring', async () => {
  const first = [...NUMBERS.map((n) => `A${n},${phoneOf(n, 1)},甲${n}`), ...fillers]
  const second = NUMBERS.map((n) => `B${n},${phoneOf(n, 2)},乙${n}`)
  await importAll(await withPeople(shop.open()), [...first, ...second])
  const behind = await withPeople(twin.open())
  await importAll(behind, first)
  await importAll(behind, second)
  const [ahead, whole] = [await worldOf(shop.db), await worldOf(twin.db)]
  expect(ahead.partition).toEqual(whole.partition)
  expect(ahead).toEqual(whole)
  // the second card of one list is nobody's who has a first one
  expect(ahead.partition.filter((keys) => /:A\d+ .*:B\d+/.test(keys))).toEqual([])
})

// Guarantee: the same where the rows of two chunks name the same people: nothing is tried too early.
test('orders of the same members in every chunk are all counted', async () => {
  await shop.empty()
  const lines = Array.from(
    { length: 3 * IN_CHUNK },
    (_, n) => `N${n},2026-01-0${1 + (n % 9)} 12:00,1.00,M${n % 700}`,
  )
  const workshop = shop.open()
  const content = `订单号,支付时间,实付金额,会员号\n${lines.join('\n')}\n`
  const importId = await upload(workshop, { kind: 'orders', content })
  await check(workshop, importId)
  expect(await run(workshop, importId)).toMatchObject({ run: { imported: lines.length } })
  const { sums, orders } = await worldOf(shop.db)
  expect({ orders, sums }).toMatchObject({
    orders: lines.length,
    sums: [{ ordersPaid: lines.length, paidFen: 100 * lines.length, n: 700 }],
  })
})
