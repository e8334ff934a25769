import { never, same, useDesk } from './desk.js'
import { factEvent, login, openid, paid, unionid, useShop } from './shop.js'
import { authorised, card, usePeople } from './people-of-shop.js'

const shop = useShop()
const desk = useDesk(shop)
const { phone, groupsStored } = usePeople(shop)
jest.setTimeout(180_000)

// Guarantee: a contradiction waits in the queue with what may be said, and is gone when it was said.
test('a contradiction is decided', async () => {
  await shop.work(paid([openid('o1')], 900), login('o1', 'u1'), login('o1', 'u2'))
  type Rows = { items: { reviewId: string; netFen: number; title: string }[]; total: number }
  const queue = await desk.get<Rows>('/api/identity/reviews')
  expect(queue).toMatchObject({ total: 2, items: [{ netFen: 900 }, { netFen: 900 }] })
  type Detail = { choices: { words: Parameters<typeof desk.say>; disabledReason: string | null }[] }
  const url = `/api/identity/reviews/${queue.items[0]?.reviewId}`
  const { choices } = await desk.get<Detail>(url)
  expect(choices).toMatchObject([{ disabledReason: null }, { disabledReason: null }])
  await desk.say(...(choices[1]?.words ?? ([] as never)))
  expect(await desk.get<Rows>('/api/identity/reviews')).toMatchObject({ total: 0 })
  expect(await shop.living()).toHaveLength(2)
  expect(await desk.get(url)).toMatchObject({ state: 'settled' })
})

test('a phone of three people is asked about with their number, and given to one it is settled', async () => {
  const number = phone('13912346021')
  await shop.work(
    authorised(openid('o1'), number),
    factEvent([card('m1'), number], { kind: 'import' }),
  )
  await shop.work(factEvent([card('m2'), number], { kind: 'import' }))
  type Rows = { items: { reviewId: string; title: string }[]; total: number }
  const { items, total } = await desk.get<Rows>('/api/identity/reviews')
  expect(total).toBe(1)
  expect(items[0]?.title).toBe('手机号 139****6021 出现在 3 位客户身上，没有合并')
  await desk.say({ kind: 'phone-belongs', phone: number.key, to: openid('o1').key })
  expect(await desk.get<Rows>('/api/identity/reviews')).toMatchObject({ total: 0 })
  expect(await shop.collections().identifiers.findOne({ _id: number.key })).toMatchObject({
    ownerId: await shop.resolve({ openid: 'o1', appid: 'wx1' }),
  })
})

test('what tills say against each other is settled by never, and the rival joins', async () => {
  await shop.work(login('o1'), login('o9', 'u1'), login('o8', 'u2'))
  const said = (unionId: string) =>
    factEvent([openid('o1', 'wx-till'), unionid(unionId)], { kind: 'open-event', source: 'pos-1' })
  await shop.work(said('u1'), said('u2'))
  type Rows = { items: { reviewId: string; step: string }[]; total: number }
  expect(await desk.get<Rows>('/api/identity/reviews')).toMatchObject({
    ...{ total: 2, items: [{ step: 'relayed' }, { step: 'relayed' }] },
  })
  await desk.say(never(openid('o1', 'wx-till'), unionid('u2')))
  expect(await desk.get<Rows>('/api/identity/reviews')).toMatchObject({ total: 0 })
  expect(await groupsStored()).toContain(
    [openid('o1', 'wx-till').key, openid('o9').key, unionid('u1').key].sort().join(' '),
  )
})

test('a card of two people is nobody’s until an operator says whose', async () => {
  await shop.work(login('o1', 'u1'), login('o2', 'u2'))
  const told = (who: ReturnType<typeof openid>) =>
    factEvent([who, card('m1')], { kind: 'open-event', source: 'pos-1' })
  await shop.work(told(openid('o1')), told(openid('o2')))
  expect(await shop.living()).toHaveLength(2)
  await desk.say(never(openid('o2'), card('m1')), same(openid('o1'), card('m1')))
  const resolved = await shop.resolve({ member_no: 'm1', source: 'pos-1' })
  expect(resolved).toBe(await shop.resolve({ openid: 'o1', appid: 'wx1' }))
})
