import { decisionCollection } from '../../../server/modules/customers/resolution/decisions.model.js'
import {
  CustomerMerged,
  CustomerSplit,
} from '../../../server/modules/customers/customers.events.js'
import { detach, never, retract, same, useDesk } from './desk.js'
import { contact, factEvent, login, minutes, openid, paid, scan, unionid, useShop } from './shop.js'
import { authorised, groupsOf, usePeople } from './people-of-shop.js'

const shop = useShop()
const desk = useDesk(shop)
const { phone, people, groupsStored } = usePeople(shop)
jest.setTimeout(180_000)

// Guarantee: a preview shows what deciding does, with figures on both sides, and undoing it gives exactly the state before.
test('two customers are the same person, and are not', async () => {
  await shop.work(paid([openid('o1')], 1_200), paid([contact('w1')], 800, minutes(9)))
  const before = await people()
  const shown = await desk.preview([same(openid('o1'), contact('w1'))])
  expect(shown).toMatchObject({ refused: [], added: 0, isWithoutEffect: false })
  expect(shown.before.map(({ figures }) => figures.netFen).sort()).toEqual([1_200, 800].sort())
  expect(shown.after).toMatchObject([{ figures: { ordersPaid: 2, paidFen: 2_000, netFen: 2_000 } }])
  expect(await people()).toEqual(before)

  const said = await desk.say(same(openid('o1'), contact('w1')))
  expect(await shop.living()).toMatchObject([{ paidFen: 2_000, ordersPaid: 2 }])
  expect(await groupsStored()).toEqual(groupsOf(shown.after))
  expect(shop.outbox).toEqual([CustomerMerged({ identifierKeys: [contact('w1').key] })])
  expect(shop.audited).toMatchObject([
    { action: 'identity.decide', subject: { id: said.decisionIds[0] }, after: { words: ['same'] } },
  ])
  expect(JSON.stringify(shop.audited)).not.toContain('w1')

  const undone = await desk.takeBack(said.decisionIds[0] ?? '')
  expect(undone.after).toHaveLength(2)
  expect(await people()).toEqual(before)
  expect(shop.outbox.at(-1)).toEqual(CustomerSplit({ identifierKeys: [contact('w1').key] }))
})

// Guarantee: a decision about what has changed since its preview is refused and writes nothing.
test('what was looked at has changed', async () => {
  await shop.work(paid([openid('o1')], 100), paid([contact('w1')], 200))
  const shown = await desk.preview([same(openid('o1'), contact('w1'))])
  await shop.work(login('o1', 'u1'))
  const before = await people()
  const answer = await desk.confirm(shown)
  expect(answer).toMatchObject({ status: 409, body: { code: 'identity-moved-on' } })
  expect(await people()).toEqual(before)
  expect(await decisionCollection(shop.database.db).countDocuments()).toBe(0)
  expect(shop.audited).toEqual([])
})

// Guarantee: an answer that got lost is given again, and nothing is said twice.
test('the same words under the same token again', async () => {
  await shop.work(login('o1', 'u1'), scan('w1'))
  const shown = await desk.preview([same(openid('o1'), contact('w1'))])
  const first = await desk.confirm(shown)
  expect(first.status).toBe(201)
  expect(await desk.confirm(shown)).toEqual(first)
  expect(await decisionCollection(shop.database.db).countDocuments()).toBe(1)
  expect(await shop.collections().history.countDocuments()).toBe(1)
})

test('other words under the token of a preview are refused', async () => {
  await shop.work(paid([openid('o1')], 100), paid([contact('w1')], 200))
  const { token } = await desk.preview([same(openid('o1'), contact('w1'))])
  const answer = await desk.confirm({ token, words: [never(openid('o1'), contact('w1'))] })
  expect(answer.status).toBe(409)
})

// Guarantee: what cannot be said is refused with its reason, in the preview and when it is said all the same.
describe('refused', () => {
  const reasonOf = async (...words: Parameters<typeof desk.say>) =>
    (await desk.preview(words)).refused[0]?.reason

  test('never against what WeChat proved', async () => {
    await shop.work(login('o1', 'u1'), scan('w1', 'u1'))
    const shown = await desk.preview([never(openid('o1'), contact('w1'))])
    expect(shown.refused).toMatchObject([{ word: 0, reason: expect.stringContaining('微信') }])
    expect(await desk.confirm(shown)).toMatchObject({
      status: 409,
      body: { code: 'decision-refused', detail: expect.stringContaining('微信') },
    })
  })

  test('same where it would be two people of one app, or more than an operator allowed', async () => {
    await shop.work(login('o1', 'u1'), login('o2', 'u2'), paid([contact('w1')], 1))
    expect(await reasonOf(same(openid('o1'), openid('o2')))).toMatch(/小程序|unionid/)
    await desk.say(never(openid('o1'), contact('w1')))
    expect(await reasonOf(same(unionid('u1'), contact('w1')))).toContain('不是同一个人')
  })

  test('never where an operator said same', async () => {
    await shop.work(paid([openid('o1')], 1), paid([contact('w1')], 1))
    await desk.say(same(openid('o1'), contact('w1')))
    expect(await reasonOf(never(openid('o1'), contact('w1')))).toContain('撤销')
    expect(await reasonOf(same(contact('w1'), openid('o1')))).toContain('已经')
    expect(await reasonOf(detach(contact('w1')))).toContain('撤销')
  })

  test('who was never seen, and numbers that are none', async () => {
    await shop.work(paid([openid('o1')], 1))
    expect(await reasonOf(same(openid('o1'), openid('o9')))).toContain('从未见过')
    expect(await reasonOf({ kind: 'phone-shared', phone: openid('o1').key })).toContain('手机号')
    expect(await reasonOf(same(openid('o1'), openid('o1')))).toContain('同一个标识')
    expect(await reasonOf(retract('no such event'))).toContain('没有')
  })
})

// Guarantee: where a word would part more than two sides, what keeps each of them whole is added and shown.
describe('sides stay whole', () => {
  test('an identifier that others hang on is taken out, and the rest stays one', async () => {
    await shop.work(login('o1', 'u1'), scan('w1', 'u1'))
    const shown = await desk.preview([detach(unionid('u1'))])
    expect(shown).toMatchObject({ refused: [], added: 1 })
    expect(groupsOf(shown.after)).toEqual([
      [contact('w1').key, openid('o1').key].sort().join(' '),
      unionid('u1').key,
    ])
    const before = await people()
    const { decisionIds } = await desk.say(detach(unionid('u1')))
    expect(await groupsStored()).toEqual(groupsOf(shown.after))
    await desk.takeBack(decisionIds[0] ?? '')
    const after = await people()
    expect(after.identifiers).toEqual(before.identifiers)
    expect(after.customers).toEqual(before.customers)
    expect(await decisionCollection(shop.database.db).countDocuments({ isActive: true })).toBe(0)
  })

  test('a merge by a phone is taken back from the history', async () => {
    await shop.work(paid([openid('o1')], 500), paid([contact('w1')], 700, minutes(3)))
    const before = await groupsStored()
    await shop.work(authorised(openid('o1'), phone('13812346021')))
    await shop.work(
      factEvent([contact('w1'), phone('13812346021')], { kind: 'phone-checked', at: minutes(5) }),
    )
    expect(await shop.living()).toHaveLength(1)
    type History = { items: { historyId: string; merged: string[]; moves: object[] }[] }
    const { items } = await desk.get<History>('/api/identity/history')
    const merge = items.find(({ merged }) => merged.length > 0)
    const shown = await desk.previewUndoMerge(merge?.historyId ?? '')
    expect(shown).toMatchObject({ refused: [], words: [{ kind: 'never' }, { kind: 'same' }] })
    expect(await desk.confirm(shown)).toMatchObject({ status: 201 })
    expect(await groupsStored()).toEqual([
      before[0],
      [openid('o1').key, phone('13812346021').key].sort().join(' '),
    ])
    expect((await shop.living()).map(({ paidFen }) => paidFen).sort()).toEqual([500, 700])
    const again = await desk.send('POST', `/api/identity/history/${merge?.historyId}/undo/preview`)
    expect(again).toMatchObject({ status: 409, body: { code: 'merge-not-undoable' } })
  })
})

// Guarantee: evidence that is retracted counts as never seen, and is itself not changed; undoing brings it back.
test('what an event has shown is retracted', async () => {
  await shop.work(paid([openid('o1')], 500), paid([contact('w1')], 700))
  const before = await people()
  const wrong = factEvent([contact('w1'), unionid('u1')], { at: minutes(2) })
  await shop.work(login('o1', 'u1'), wrong)
  const joined = await people()
  expect(joined.customers).toHaveLength(1)
  const { shown, decisionIds } = await desk.say(retract(wrong.key))
  expect(groupsOf(shown.after)).toEqual(await groupsStored())
  expect((await shop.living()).map(({ paidFen }) => paidFen).sort()).toEqual([500, 700])
  expect(await shop.collections().evidence.countDocuments({ eventId: wrong.key })).toBe(1)
  const contactOf = ({ identifiers }: Awaited<ReturnType<typeof people>>) =>
    identifiers.find(({ _id }) => _id === contact('w1').key)
  expect(contactOf(await people())).toMatchObject({ degree: contactOf(before)?.degree })
  expect(await desk.preview([retract(wrong.key)])).toMatchObject({ refused: [{ word: 0 }] })
  await desk.takeBack(decisionIds[0] ?? '')
  expect(await people()).toEqual(joined)
})

test('one of several observations is retracted, and the others still count', async () => {
  const first = factEvent([contact('w1'), unionid('u1')], { at: minutes(1) })
  const second = factEvent([contact('w1'), unionid('u1')], { at: minutes(2) })
  await shop.work(first, second)
  const { shown } = await desk.say(retract(first.key))
  expect(shown.isWithoutEffect).toBe(true)
  const [link] = await shop.collections().links.find().toArray()
  expect(link).toMatchObject({ count: 1, runs: [{ from: minutes(2), to: minutes(2) }] })
  await shop.work(factEvent([contact('w1'), unionid('u1')], { at: minutes(3) }))
  expect(await shop.collections().links.findOne()).toMatchObject({ count: 2 })
})
