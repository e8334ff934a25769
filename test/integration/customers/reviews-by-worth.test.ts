import type { z } from 'zod'
import type { ReviewPage } from '../../../server/modules/customers/deciding/deciding.contract.js'
import { reviewsAfter } from '../../../server/modules/customers/deciding/review-order.js'
import { reviewCollections } from '../../../server/modules/customers/resolution/reviews.model.js'
import { useDesk } from './desk.js'
import { factEvent, NOON, openid, paid, proved, useShop } from './shop.js'

// Guarantee: however many reviews are open, what is worth most comes first, then what has waited longest, page after page
// and none twice; money that comes later moves a review as soon as it is weighed again.

const shop = useShop()
const desk = useDesk(shop)
jest.setTimeout(240_000)

const MANY = 250
const BATCH = 25
const PAGE = 40
type Page = z.output<typeof ReviewPage>

const reviews = () => reviewCollections(shop.database.db).reviews
const numberOf = (n: number) => {
  const value = `139${String(n).padStart(8, '0')}`
  return {
    ...proved('phone', 'cn', `hash-${n}`),
    ...{ strength: 'verified' as const, phoneTail: value.slice(-4) },
    value: shop.cipher.encrypt(value),
  }
}
const shown = (who: string, n: number) =>
  factEvent([openid(who), numberOf(n)], { kind: 'phone-authorised', source: 'mini', at: NOON })
/** Two people of WeChat with one number; `fen`: what the first has paid. */
const pair = (n: number, fen: number) => [
  paid([openid(`a${n}`)], fen),
  shown(`a${n}`, n),
  shown(`b${n}`, n),
]
/** Many are worth the same. */
const fenOf = (n: number) => 100 + (n % 7) * 50

async function openMany(): Promise<void> {
  for (let start = 0; start < MANY; start += BATCH) {
    const some = Array.from({ length: BATCH }, (_, index) => start + index)
    await shop.work(...some.flatMap((n) => pair(n, fenOf(n))))
  }
  await shop.work(...pair(MANY, 99_900))
}

async function allRows(list = 'open'): Promise<Page['items']> {
  const rows: Page['items'] = []
  let cursor = ''
  do {
    const page = await desk.get<Page>(
      `/api/identity/reviews?list=${list}&limit=${PAGE}${cursor === '' ? '' : `&cursor=${cursor}`}`,
    )
    rows.push(...page.items)
    cursor = page.nextCursor ?? ''
  } while (cursor !== '')
  return rows
}
const weigh = async () => {
  const job = shop.shop().jobs.find(({ name }) => name === 'customers.weigh-reviews')
  return job?.run({ isStopping: () => false } as never)
}
const inOrder = (rows: Page['items']) =>
  [...rows].sort(
    (a, b) =>
      b.netFen - a.netFen ||
      a.openedAt.localeCompare(b.openedAt) ||
      (a.reviewId < b.reviewId ? -1 : 1),
  )

test('the youngest of some hundred is first when it is worth most; all are seen once, in order', async () => {
  await openMany()
  const rows = await allRows()
  expect(rows).toHaveLength(MANY + 1)
  expect(new Set(rows.map(({ reviewId }) => reviewId)).size).toBe(MANY + 1)
  expect(rows[0]?.netFen).toBe(99_900)
  expect(rows.map(({ netFen }) => netFen)).toEqual(inOrder(rows).map(({ netFen }) => netFen))
  expect(rows.map(({ reviewId }) => reviewId)).toEqual(inOrder(rows).map((one) => one.reviewId))

  // An old one becomes worth more: shown at once, and moved when it is weighed.
  const last = rows.at(-1)
  const { keys = [] } = (await reviews().findOne({ _id: last?.reviewId ?? '' })) ?? {}
  const [who] = keys.filter((key) => key.startsWith('openid:wx1:a'))
  await shop.work(paid([openid(who?.split(':')[2] ?? '')], 200_000))
  expect((await allRows()).at(-1)).toMatchObject({
    ...{ reviewId: last?.reviewId, netFen: 200_000 + (last?.netFen ?? 0) },
  })
  expect(await weigh()).toContain('1 条')
  expect((await allRows())[0]?.reviewId).toBe(last?.reviewId)
  expect(await weigh()).toBeNull()

  // A page in the midst of many that are worth the same is read from the index, and no more than it.
  const [middle] = (await allRows()).slice(100)
  const place = {
    ...{ netFen: middle?.netFen ?? 0, openedAt: new Date(middle?.openedAt ?? 0) },
    reviewId: middle?.reviewId ?? '',
  }
  for (const { filter, sort } of [...reviewsAfter('open', null), ...reviewsAfter('open', place)]) {
    const plan = await reviews().find(filter).sort(sort).limit(PAGE).explain('executionStats')
    expect(
      JSON.stringify((plan['queryPlanner'] as { winningPlan: object }).winningPlan),
    ).not.toMatch(/"stage":"(SORT|COLLSCAN)"/)
    const { totalKeysExamined } = plan['executionStats'] as { totalKeysExamined: number }
    expect(totalKeysExamined).toBeLessThanOrEqual(PAGE + 10)
  }
})

test('what is put aside is in the same order', async () => {
  await shop.work(...pair(1, 100), ...pair(2, 300), ...pair(3, 200))
  const before = await allRows()
  expect(before.map(({ netFen }) => netFen)).toEqual([300, 200, 100])
  for (const { reviewId } of before) {
    const { evidence } = await desk.get<{ evidence: string }>(`/api/identity/reviews/${reviewId}`)
    const body = { evidence, reason: '等门店回话' }
    const answer = await desk.send('POST', `/api/identity/reviews/${reviewId}/aside`, body)
    expect(answer).toMatchObject({ status: 204 })
  }
  expect(await allRows()).toEqual([])
  expect((await allRows('aside')).map(({ reviewId }) => reviewId)).toEqual(
    before.map(({ reviewId }) => reviewId),
  )
})

test('a review of the version before is last until it is weighed', async () => {
  await shop.work(...pair(1, 900), ...pair(2, 300))
  const [most] = await allRows()
  await reviews().updateOne(
    { _id: most?.reviewId ?? '' },
    { $unset: { netFen: '', weighedAt: '' } },
  )
  expect((await allRows()).at(-1)?.reviewId).toBe(most?.reviewId)
  await weigh()
  expect((await allRows())[0]?.reviewId).toBe(most?.reviewId)
})
