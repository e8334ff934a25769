import type { App } from '../../../server/app.js'
import { decisionCollection } from '../../../server/modules/customers/resolution/decisions.model.js'
import { contact, login, NOON, openid, scan, told, unionid, useShop } from './shop.js'
import { asOperator, shopApp } from './shop-app.js'

// Guarantee: an operator reads why two identifiers are one customer, link by link, and never a phone in clear.

const shop = useShop()
let app: App
beforeAll(async () => {
  app = await shopApp(shop)
})
afterAll(() => app.close())

const get = (url: string) => app.inject({ url, headers: asOperator('looker') })
const keyOf = async (search: object) => (await shop.collections().identifiers.findOne(search))?._id

type Step = { sentence: string; note: string; standing: string; eventId: string | null }
async function explain(customerId: string, from: string, to: string): Promise<Step[]> {
  const query = new URLSearchParams({ from, to })
  const answer = await get(`/api/customers/${customerId}/identity/explanation?${query}`)
  expect(answer.statusCode).toBe(200)
  return answer.json<{ steps: Step[] }>().steps
}

test('a card and a contact that three observations join are explained step by step', async () => {
  await shop.work(login('o1', 'u1'))
  await shop.work(told({ memberNo: 'SY1', phone: '13912346021', phoneVerified: true }))
  await shop.work(
    told({ openid: 'o1', appid: 'wx1', phone: '13912346021', phoneVerified: true }),
    scan('w1', 'u1'),
  )
  const customerId = await shop.resolve({ openid: 'o1', appid: 'wx1' })
  const [card, friend] = [
    await keyOf({ type: 'member_no' }),
    await keyOf({ type: 'external_userid' }),
  ]
  const steps = await explain(customerId, card ?? '', friend ?? '')
  expect(steps.map(({ standing }) => standing)).toEqual(['claimed', 'claimed', 'proved', 'proved'])
  expect(steps[0]?.sentence).toContain('139****6021')
  expect(steps.map(({ sentence }) => sentence).join()).not.toContain('13912346021')
  expect(steps.every(({ eventId }) => eventId !== null)).toBe(true)
})

test('the graph shows its identifiers, their neighbours and what holds', async () => {
  await shop.work(login('o1', 'u1'), login('o2', 'u2'))
  for (const value of ['o1', 'o2']) {
    await shop.work(
      told({ openid: value, appid: 'wx1', phone: '13912346021', phoneVerified: true }),
    )
  }
  const customerId = await shop.resolve({ openid: 'o1', appid: 'wx1' })
  const answer = await get(`/api/customers/${customerId}/identity`)
  expect(answer.statusCode).toBe(200)
  const graph = answer.json<{
    nodes: { key: string; ownerId: string | null; value: string; isFounder: boolean }[]
    edges: { a: string; b: string; standing: string }[]
    isCut: boolean
  }>()
  expect(graph.isCut).toBe(false)
  const own = graph.nodes.filter(({ ownerId }) => ownerId === customerId)
  expect(own.map(({ key }) => key).sort()).toEqual([openid('o1').key, unionid('u1').key])
  expect(own.filter(({ isFounder }) => isFounder).map(({ key }) => key)).toEqual([
    unionid('u1').key,
  ])
  const shared = graph.nodes.find(({ value }) => value === '139****6021')
  expect(shared?.ownerId).toBeNull()
  expect(graph.edges.some(({ a, b }) => [a, b].includes(shared?.key ?? ''))).toBe(true)
})

test('an operator’s word is a step of its own', async () => {
  const word = { kind: 'same' as const, a: openid('o1').key, b: contact('w9').key }
  await decisionCollection(shop.database.db).insertOne({
    _id: 'dec_1',
    word,
    keys: [word.a, word.b],
    isActive: true,
    reason: '本人到店说明',
    actor: { operatorId: 'opr_1', name: '陈店长' },
    at: NOON,
  })
  await shop.work(login('o1', 'u1'), scan('w9'))
  const customerId = await shop.resolve({ openid: 'o1', appid: 'wx1' })
  const [step] = await explain(customerId, word.a, word.b)
  expect(step).toMatchObject({ standing: 'said', note: '人工认定', eventId: null })
  expect(step?.sentence).toContain('陈店长')
})

test('an identifier of somebody else is refused', async () => {
  await shop.work(login('o1', 'u1'), login('o2', 'u2'))
  const customerId = await shop.resolve({ openid: 'o1', appid: 'wx1' })
  const query = new URLSearchParams({ from: openid('o1').key, to: openid('o2').key })
  const answer = await get(`/api/customers/${customerId}/identity/explanation?${query}`)
  expect(answer.json()).toMatchObject({ status: 404, code: 'identifier-of-others' })
})
