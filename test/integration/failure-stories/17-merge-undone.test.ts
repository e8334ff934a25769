import type { PreviewAnswer } from '../customers/desk.js'
import { useDesk } from '../customers/desk.js'
import {
  contact,
  factEvent,
  login,
  minutes,
  openid,
  paid,
  proved,
  scan,
  unionid,
  useShop,
} from '../customers/shop.js'

// Failure story 17. Guarantee: a merge records what moved, and its undo gives exactly the state of never having merged;
// an undo that would change nothing is refused and never reported as done.

const shop = useShop()
const desk = useDesk(shop)
jest.setTimeout(60_000)

type HistoryRow = Readonly<{
  historyId: string
  kind: string
  merged: readonly string[]
  moves: readonly Readonly<{
    identifier: { key: string }
    from: string | null
    to: string | null
  }>[]
}>

/** Who lives with what, and where every order is seen. */
async function whatPeopleSee() {
  const { keysOf } = shop.shop().identity
  const entries = await shop.timeline().find({ type: 'order.paid' }).toArray()
  const people = await Promise.all(
    (await shop.living()).map(async ({ _id, name, ordersPaid, paidFen, firstPaidAt, ...rest }) => {
      const keys: readonly string[] = [...(await keysOf(_id))].sort()
      const theirs = entries.filter(({ identifierKey }) => keys.includes(identifierKey))
      const own = { name, ordersPaid, paidFen, firstPaidAt, lastPaidAt: rest.lastPaidAt }
      return { _id, keys, own, orders: theirs.map((entry) => entry._id).sort() }
    }),
  )
  return people.sort((a, b) => (a._id < b._id ? -1 : 1))
}

/** A contact and somebody of the mini-program with their orders, and a card that wrongly says they are one. */
async function twoWhoAreMerged() {
  await shop.work(scan('w1'), paid([contact('w1')], 100), login('o1'), paid([openid('o1')], 250))
  const card = { ...proved('member_no', 'pos-1', 'm1'), strength: 'verified' as const }
  const till = { kind: 'open-event', source: 'pos-1' } as const
  await shop.work(factEvent([contact('w1'), card], till))
  const before = await whatPeopleSee()
  await shop.work(factEvent([openid('o1'), card], till)) // the till has mixed up their cards
  expect(await whatPeopleSee()).toHaveLength(1)
  const { items } = await desk.get<{ items: HistoryRow[] }>('/api/identity/history')
  const [merge] = items.filter(({ kind }) => kind === 'merge')
  return { before, merge, historyId: merge?.historyId ?? 'none' }
}

test('failure story 17: a merge tells what moved, and undone it is as if it had never been', async () => {
  const { before, merge, historyId } = await twoWhoAreMerged()
  const idOf = (key: string) => before.find(({ keys }) => keys.includes(key))?._id
  const [from, to] = [idOf(contact('w1').key), idOf(openid('o1').key)]
  expect(merge).toMatchObject({ merged: [from] })
  const moved = merge?.moves.map(({ identifier, ...ends }) => [identifier.key, ends])
  expect(moved).toContainEqual([contact('w1').key, { from, to }])

  const shown = await desk.previewUndoMerge(historyId)
  expect((await desk.confirm(shown)).status).toBe(201)
  expect(await whatPeopleSee()).toEqual(before)
})

test('failure story 17: what is paid after the merge stays with whom it was paid by', async () => {
  const { historyId } = await twoWhoAreMerged()
  await shop.work(paid([openid('o1')], 70, minutes(5)))
  const shown = await desk.previewUndoMerge(historyId)
  expect((await desk.confirm(shown)).status).toBe(201)
  const sums = (await whatPeopleSee()).map(({ keys, own }) => [
    keys.some((key) => key === openid('o1').key),
    own.paidFen,
  ])
  expect(sums.sort()).toEqual([
    [false, 100],
    [true, 320],
  ])
})

test('failure story 17: an undo that would change nothing is refused', async () => {
  const { historyId } = await twoWhoAreMerged()
  await desk.confirm(await desk.previewUndoMerge(historyId))
  const apart = await whatPeopleSee()
  const again = await desk.send('POST', `/api/identity/history/${historyId}/undo/preview`)
  expect(again).toMatchObject({ status: 409, body: { code: 'merge-not-undoable' } })
  expect(await whatPeopleSee()).toEqual(apart)
})

test('failure story 17: an undo against what WeChat proved is refused with the reason, and nothing is changed', async () => {
  await shop.work(login('o1', 'u1'), scan('w1'))
  await shop.work(factEvent([contact('w1'), unionid('u1')]))
  const merged = await whatPeopleSee()
  const { items } = await desk.get<{ items: HistoryRow[] }>('/api/identity/history')
  const historyId = items.find(({ kind }) => kind === 'merge')?.historyId ?? 'none'
  const shown: PreviewAnswer = await desk.previewUndoMerge(historyId)
  expect(shown.refused).toMatchObject([{ reason: expect.stringMatching(/./) as string }])
  expect((await desk.confirm(shown)).status).toBe(409)
  expect(await whatPeopleSee()).toEqual(merged)
})
