import type { z } from 'zod'
import type {
  ReviewDetail,
  ReviewEvidence,
  ReviewPage,
} from '../../../server/modules/customers/deciding/deciding.contract.js'
import { reviewCollections } from '../../../server/modules/customers/resolution/reviews.model.js'
import { useDesk } from './desk.js'
import { factEvent, login, minutes, NOON, openid, paid, proved, useShop } from './shop.js'

// Guarantee: a review that nobody can decide yet leaves the queue and comes back with the first new evidence and not
// with more of the same; a number that went over is asked about with its times; a copy of a review shows no phone.

const shop = useShop()
const desk = useDesk(shop)
jest.setTimeout(60_000)

const NUMBER = '13912346021'
const number = () => ({
  ...proved('phone', 'cn', 'the-hash-of-it'),
  ...{ strength: 'verified' as const, phoneTail: '6021', value: shop.cipher.encrypt(NUMBER) },
})
const days = (count: number) => minutes(count * 24 * 60)
const shown = (who: string, at = NOON, source = 'mini') =>
  factEvent([openid(who), number()], { kind: 'phone-authorised', source, at })

type Page = z.output<typeof ReviewPage>
type Detail = z.output<typeof ReviewDetail>
const QUEUE = '/api/identity/reviews'
const queue = (list = 'open') => desk.get<Page>(`${QUEUE}?list=${list}`)
const ask = (path: string, body: object) => desk.send('POST', `${QUEUE}/${path}`, body)

/** Two people of WeChat with one number, the second 62 days after the first. */
async function question(): Promise<Detail> {
  await shop.work(login('o1', 'u1'), login('o2', 'u2'), paid([openid('o1')], 1_200))
  await shop.work(shown('o1'), shown('o2', days(62)))
  const [row] = (await queue()).items
  return desk.get<Detail>(`${QUEUE}/${row?.reviewId}`)
}

const reason = '等门店回话'
async function putAside({ reviewId, evidence }: Detail) {
  expect(await ask(`${reviewId}/aside`, { evidence, reason })).toMatchObject({ status: 204 })
}

describe('put aside', () => {
  test('it leaves the queue and is listed with who and why', async () => {
    const review = await question()
    await putAside(review)
    expect(await queue()).toMatchObject({ items: [], total: 0, aside: 1 })
    const aside = { by: expect.any(String) as string, reason }
    expect(await queue('aside')).toMatchObject({
      ...{ total: 0, aside: 1, items: [{ reviewId: review.reviewId, aside }] },
    })
    expect(await desk.get(`${QUEUE}/${review.reviewId}`)).toMatchObject({ state: 'open', aside })
    expect(shop.audited).toMatchObject([
      {
        ...{ action: 'identity.review-aside', reason, before: { isAside: false } },
        ...{ subject: { id: review.reviewId }, after: { isAside: true } },
      },
    ])
    expect(await ask(`${review.reviewId}/aside`, { evidence: review.evidence, reason })).toEqual(
      expect.objectContaining({ status: 404 }),
    )
  })

  test('more of the same leaves it there, new evidence brings it back', async () => {
    const review = await question()
    await putAside(review)
    await shop.work(shown('o1', days(63)), paid([openid('o2')], 700))
    expect(await queue()).toMatchObject({ total: 0, aside: 1 })
    await shop.work(shown('o2', days(64), 'sms'))
    expect(await queue()).toMatchObject({
      ...{ total: 1, aside: 0, items: [{ reviewId: review.reviewId, aside: null }] },
    })
  })

  test('what other evidence settles is no longer aside when it opens again', async () => {
    const review = await question()
    await putAside(review)
    const { decisionIds } = await desk.say({ kind: 'phone-shared', phone: number().key })
    expect(await queue('aside')).toMatchObject({ total: 0, aside: 0 })
    await desk.takeBack(decisionIds[0] ?? '')
    expect(await queue()).toMatchObject({ total: 1, items: [{ reviewId: review.reviewId }] })
  })

  test('it is taken up again by hand', async () => {
    const review = await question()
    const url = `${review.reviewId}/take-up`
    expect(await ask(url, { reason: '门店回话了' })).toMatchObject({ status: 404 })
    await putAside(review)
    expect(await ask(url, { reason: '门店回话了' })).toMatchObject({ status: 204 })
    expect(await queue()).toMatchObject({ total: 1, aside: 0 })
    expect(shop.audited).toMatchObject([
      { action: 'identity.review-aside' },
      { action: 'identity.review-take-up', reason: '门店回话了' },
    ])
  })

  test('on other evidence than what was looked at is refused', async () => {
    const review = await question()
    await shop.work(shown('o2', days(64), 'sms'))
    const { evidence } = review
    expect(await ask(`${review.reviewId}/aside`, { evidence, reason })).toMatchObject({
      ...{ status: 409, body: { code: 'identity-moved-on' } },
    })
    expect(await queue()).toMatchObject({ total: 1, aside: 0 })
    expect(shop.audited).toEqual([])
  })

  test('at the same moment as new evidence: never aside on what nobody has seen', async () => {
    const review = await question()
    const { evidence } = review
    await Promise.all([
      ask(`${review.reviewId}/aside`, { evidence, reason }),
      shop.work(shown('o2', days(64), 'sms')),
    ])
    const rows = await reviewCollections(shop.database.db).reviews.find().toArray()
    expect(rows).toMatchObject([{ state: 'open' }])
    expect(rows[0]?.aside).toBeUndefined()
  })
})

test('a number that went over is given to one and then to the other', async () => {
  const { choices } = await question()
  const choice = choices.find(({ label }) => label === '号码已转手')
  expect(choice).toMatchObject({
    disabledReason: null,
    hint: expect.stringMatching(/^到 2026-03-01 归.+，2026-05-02 起归/) as string,
    words: [
      { kind: 'phone-belongs', to: openid('o1').key, until: NOON.toISOString() },
      { kind: 'phone-belongs', to: openid('o2').key, from: days(62).toISOString() },
    ],
  })
  const said = await desk.say(...(choice?.words ?? ([] as never)))
  expect(said.shown.refused).toEqual([])
  expect(await queue()).toMatchObject({ total: 0 })
  expect(await shop.collections().identifiers.findOne({ _id: number().key })).toMatchObject({
    isMoved: true,
  })
  expect(await shop.living()).toHaveLength(2)
})

test('a number that both use at one time has not gone over', async () => {
  await question()
  await shop.work(shown('o1', days(70)))
  const [row] = (await queue()).items
  const { choices } = await desk.get<Detail>(`${QUEUE}/${row?.reviewId}`)
  expect(choices.find(({ label }) => label === '号码已转手')).toMatchObject({
    ...{ words: [], disabledReason: expect.stringContaining('重叠') as string },
  })
})

test('a copy tells both sides and the evidence in sentences, and no phone', async () => {
  const { reviewId } = await question()
  type Copy = z.output<typeof ReviewEvidence>
  const copy = await desk.get<Copy>(`${QUEUE}/${reviewId}/evidence`)
  expect(copy).toMatchObject({
    review: { reviewId, state: 'open' },
    sides: [expect.anything(), expect.anything()],
    decisions: [],
  })
  expect(copy.edges.map(({ sentence }) => sentence)).toEqual(
    expect.arrayContaining([expect.stringMatching(/授权了手机号：.*139\*\*\*\*6021/)]),
  )
  expect(copy.edges.every(({ eventId }) => eventId !== null)).toBe(true)
  expect(JSON.stringify(copy)).not.toContain(NUMBER)
  expect(shop.audited).toMatchObject([
    {
      ...{ action: 'identity.review-exported', subject: { id: reviewId } },
      after: { phones: 'masked' },
    },
  ])
  expect(await desk.send('GET', `${QUEUE}/rev_none/evidence`)).toMatchObject({ status: 404 })
})
