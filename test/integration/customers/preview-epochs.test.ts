import fc from 'fast-check'
import type { z } from 'zod'
import type {
  ReviewDetail,
  ReviewPage,
} from '../../../server/modules/customers/deciding/deciding.contract.js'
import { never, useDesk, type PreviewAnswer, type WordSaid } from './desk.js'
import { NOON, openid, paid, told, useShop } from './shop.js'

// Guarantee: a preview says of a phone that went over or is shared what each would have of it in their time; together it
// is what it was, and what was said is what everybody has afterwards.

const shop = useShop()
const desk = useDesk(shop)
jest.setTimeout(240_000)

const PHONE = '13812345580'
const WORLDS = 12
const DAY_MS = 24 * 60 * 60 * 1000
const ago = (days: number) => new Date(NOON.getTime() - days * DAY_MS)
const number = () => {
  const [seen] = shop.shop().reader.provedPhone(PHONE).seen
  if (seen === undefined) {
    throw new Error('the number is nobody’s')
  }
  return seen
}
const till = (paidFen: number, days: number) => paid([number()], paidFen, ago(days))
const bind = (who: string, days: number) =>
  told({ openid: who, appid: 'wx1', phone: PHONE, phoneVerified: true }, { at: ago(days) })

const ownerOfNumber = async () =>
  (await shop.collections().identifiers.findOne({ _id: number().key }))?.ownerId ?? 'nobody'

type Sum = readonly [orders: number, fen: number]
const figuresOf = (sides: PreviewAnswer['before']) =>
  new Map(
    sides.map(({ customerId, figures: { ordersPaid, netFen } }): [string, Sum] => [
      customerId ?? 'new',
      [ordersPaid, netFen],
    ]),
  )
async function stored(): Promise<Map<string, Sum>> {
  const living = await shop.collections().customers.find({ state: 'living' }).toArray()
  return new Map(
    living.map(({ _id, ordersPaid, paidFen, refundedFen }) => [
      _id,
      [ordersPaid, paidFen - refundedFen],
    ]),
  )
}
const totalOf = (sides: PreviewAnswer['after']): Sum => [
  sides.reduce((sum, { figures }) => sum + figures.ordersPaid, 0),
  sides.reduce((sum, { figures }) => sum + figures.netFen, 0),
]

/** Two people of WeChat, the second 62 days after the first; seven orders at the till name the number alone. */
async function wentOver() {
  await shop.work(paid([openid('o1')], 74_200, ago(300)), paid([openid('o2')], 2_600, ago(3)))
  await shop.work(bind('o1', 400), bind('o1', 66), bind('o2', 4))
  await shop.work(...[390, 320, 250, 180, 110].map((days) => till(2_920, days)))
  await shop.work(till(2_900, 3), till(2_900, 1))
  const page = await desk.get<z.output<typeof ReviewPage>>('/api/identity/reviews')
  const id = page.items[0]?.reviewId ?? ''
  return desk.get<z.output<typeof ReviewDetail>>(`/api/identity/reviews/${id}`)
}
const wordsOf = ({ choices }: z.output<typeof ReviewDetail>, label: string): WordSaid[] => {
  const choice = choices.find((one) => one.label === label)
  expect(choice).toMatchObject({ disabledReason: null })
  return choice?.words ?? []
}

test('a number that went over: each side gets its time, the number’s own customer empties', async () => {
  const review = await wentOver()
  const shown = await desk.preview(wordsOf(review, '号码已转手'))
  const [first, second, own] = await Promise.all([
    shop.resolve({ openid: 'o1', appid: 'wx1' }),
    shop.resolve({ openid: 'o2', appid: 'wx1' }),
    ownerOfNumber(),
  ])
  const before = new Map<string, Sum>([
    ...[[first, [1, 74_200]] as const, [second, [1, 2_600]] as const, [own, [7, 20_400]] as const],
  ])
  const after = new Map<string, Sum>([
    ...[[first, [6, 88_800]] as const, [second, [3, 8_400]] as const],
  ])
  expect(figuresOf(shown.before)).toEqual(before)
  expect(await stored()).toEqual(before)
  expect(figuresOf(shown.after)).toEqual(after)
  expect(shown.handedOver).toEqual([
    {
      ...{ identifier: expect.objectContaining({ type: 'phone' }) as object, from: own },
      to: expect.arrayContaining([first, second]) as string[],
    },
  ])
  expect(shown.isWithoutEffect).toBe(false)
  const { status, body } = await desk.confirm(shown)
  expect(status).toBe(201)
  expect(await stored()).toEqual(after)

  const [decisionId = ''] = (body as { decisionIds: string[] }).decisionIds
  const back = await desk.previewUndo(decisionId)
  expect(figuresOf(back.before)).toEqual(after)
  expect(figuresOf(back.after)).toEqual(before)
  expect(back.handedOver).toMatchObject([{ from: null, to: [own] }])
})

test('the sides of a review are by epochs, too', async () => {
  const review = await wentOver()
  const { shown } = await desk.say(...wordsOf(review, '号码已转手'))
  const again = await desk.get<z.output<typeof ReviewDetail>>(
    `/api/identity/reviews/${review.reviewId}`,
  )
  const after = figuresOf(shown.after)
  expect(again.sides.length).toBeGreaterThan(0)
  for (const [id, sum] of figuresOf(again.sides)) {
    expect(after.get(id)).toEqual(sum)
  }
})

const WHO = ['o0', 'o1', 'o2'] as const
const moment = fc.integer({ min: 0, max: 800 })
const event = fc.record({
  who: fc.option(fc.constantFrom(...WHO), { freq: 2 }),
  days: moment,
  paidFen: fc.integer({ min: 1, max: 900 }),
})
const span = fc.tuple(moment, moment).map(([a, b]) => [Math.max(a, b), Math.min(a, b)] as const)
const said = fc.oneof(
  fc.record({ kind: fc.constant('belongs' as const), to: fc.constantFrom(...WHO), span }),
  fc.record({ kind: fc.constant('shared' as const) }),
  fc.record({ kind: fc.constant('never' as const) }),
)

test('words about a number in any world: what the preview says is what everybody has', async () => {
  let done = 0
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 9 }), said, async (events, one) => {
      await shop.database.empty()
      await shop.work(...WHO.map((who) => paid([openid(who)], 100, ago(900))))
      await shop.work(
        ...events.map(({ who, days, paidFen }) =>
          who === null ? till(paidFen, days) : bind(who, days),
        ),
      )
      await shop.work(till(7, 401))
      const word: WordSaid =
        one.kind === 'never'
          ? never(openid('o0'), openid('o1'))
          : one.kind === 'shared'
            ? { kind: 'phone-shared', phone: number().key }
            : {
                ...{ kind: 'phone-belongs', phone: number().key, to: openid(one.to).key },
                ...{ from: ago(one.span[0]).toISOString(), until: ago(one.span[1]).toISOString() },
              }
      const shown = await desk.preview([word])
      if (shown.refused.length > 0) {
        return
      }
      done += 1
      expect(totalOf(shown.after)).toEqual(totalOf(shown.before))
      const earlier = await stored()
      figuresOf(shown.before).forEach((sum, id) => expect([id, earlier.get(id)]).toEqual([id, sum]))
      expect((await desk.confirm(shown)).status).toBe(201)
      const later = await stored()
      const fresh = [...later].filter(([id]) => !earlier.has(id)).map(([, sum]) => sum)
      for (const { customerId, figures } of shown.after) {
        const sum: Sum = [figures.ordersPaid, figures.netFen]
        const has = customerId === null ? fresh : [later.get(customerId)]
        expect(has).toContainEqual(sum)
      }
    }),
    { numRuns: WORLDS, seed: 21 },
  )
  expect(done).toBeGreaterThan(WORLDS / 3)
})
