import { same, useDesk } from './desk.js'
import { factEvent, minutes, openid, paid, proved, unionid, useShop } from './shop.js'

const shop = useShop()
const desk = useDesk(shop)
jest.setTimeout(90_000)

const card = (value: string) => ({
  ...proved('member_no', 'pos-1', value),
  strength: 'verified' as const,
})
const told = (who: ReturnType<typeof openid>, value: string, n = 0) =>
  factEvent([who, card(value)], { kind: 'open-event', source: 'pos-1', at: minutes(n) })

/** Everybody by the identifiers. */
async function groupsStored(): Promise<string[]> {
  const rows = await shop
    .collections()
    .identifiers.find({ ownerId: { $ne: null } })
    .toArray()
  const groups = new Map<unknown, string[]>()
  rows.forEach(({ _id, ownerId }) => groups.set(ownerId, [...(groups.get(ownerId) ?? []), _id]))
  return [...groups.values()].map((keys) => keys.sort().join(' ')).sort()
}

// Guarantee: a difference beyond 20 merges a day waits for an operator, who sees it and lets it through, once.
test('what waits is let through', async () => {
  const apps = Array.from({ length: 24 }, (_, n) => openid(`o${n}`, `wx-${n}`))
  await shop.work(...apps.map((one) => paid([one], 100)))
  for (const one of apps.slice(0, 22)) {
    await shop.work(factEvent([one, unionid('u1')]))
  }
  type Rows = { items: { pendingId: string; why: string }[] }
  const { items } = await desk.get<Rows>('/api/identity/pending')
  expect(items).toMatchObject([{ why: 'too-many-merges' }])
  const living = (await shop.living()).length
  const url = `/api/identity/pending/${items[0]?.pendingId}/apply`
  expect(await desk.send('POST', url, { reason: '已核对' })).toMatchObject({ status: 204 })
  expect((await shop.living()).length).toBe(living - 1)
  expect(await desk.get<Rows>('/api/identity/pending')).toMatchObject({ items: [] })
  expect(await desk.send('POST', url, { reason: '已核对' })).toMatchObject({ status: 404 })
  expect(shop.audited).toMatchObject([{ action: 'identity.let-through' }])
  expect((await shop.living()).reduce((sum, { paidFen }) => sum + paidFen, 0)).toBe(2_400)
})

test('what is too large stays, with a reason', async () => {
  // Each card joins two log-ins of different apps: one long chain.
  const links = Array.from({ length: 270 }, (_, n) =>
    [n, n + 1].map((at) =>
      factEvent([openid(`o${at}`, `wx-${at}`), card(`m${n}`)], {
        ...{ kind: 'open-event', source: 'pos-1' },
      }),
    ),
  )
  const chain = links.flat()
  for (let n = 0; n < chain.length; n += 60) {
    await shop.work(...chain.slice(n, n + 60))
  }
  type Rows = { items: { pendingId: string; why: string }[] }
  const { items } = await desk.get<Rows>('/api/identity/pending?limit=100')
  // A chain is not read to its end: it is one row from wherever it is met.
  const [large, ...others] = items.filter(({ why }) => why === 'too-large')
  expect(others).toEqual([])
  const before = await groupsStored()
  const url = `/api/identity/pending/${large?.pendingId}/apply`
  expect(await desk.send('POST', url, { reason: '核对' })).toMatchObject({
    ...{ status: 409, body: { code: 'pending-too-large', detail: expect.stringContaining('500') } },
  })
  expect(await groupsStored()).toEqual(before)
  const again = await desk.get<Rows>('/api/identity/pending?limit=100')
  expect(again.items).toEqual(items)
  const shown = await desk.preview([same(openid('o1', 'wx-1'), openid('o200', 'wx-200'))])
  expect(shown.refused).toMatchObject([{ reason: expect.stringContaining('500') }])
})

const CARDS = 510
/** One log-in that is seen with more cards than can be decided at once. */
const starOf = (name: string, prefix: string) =>
  Array.from({ length: CARDS / 10 }, (_, n) => {
    const cards = Array.from({ length: 10 }, (__, m) => card(`${prefix}${n * 10 + m}`))
    return factEvent([openid(name), ...cards], { kind: 'open-event', source: 'pos-1' })
  })

type Waiting = { pendingId: string; why: string; events: number; lastEventId: string; at: string }
const waiting = async () =>
  (await desk.get<{ items: Waiting[] }>('/api/identity/pending?limit=100')).items

// Guarantee: what waits is one row, however many events meet it and from whichever side they come; it tells how many they
// were and which was the last.
test('a component that stays too large is one row for all its events', async () => {
  await shop.work(...starOf('hub', 'm'))
  const [first, ...none] = await waiting()
  expect([first?.why, none]).toEqual(['too-large', []])
  const before = first?.events ?? 0

  const later = Array.from({ length: 4 }, (_, n) => told(openid(`o${n}`), `m${n * 100}`, n))
  for (const one of later) {
    await shop.work(one)
  }
  const [row, ...others] = await waiting()
  expect(others).toEqual([])
  expect(row).toMatchObject({
    ...{ pendingId: first?.pendingId, at: first?.at, events: before + later.length },
    lastEventId: later.at(-1)?.key,
  })
  await shop.work(...starOf('other', 'x'))
  expect(await waiting()).toHaveLength(2) // another one is a row of its own
})
