import fc from 'fast-check'
import { counterDeltas } from '../../../server/modules/wecom/channel-codes/channel-codes.domain.js'
import {
  failedTransferStory,
  storyOf,
} from '../../../server/modules/wecom/contacts/contact-story.domain.js'
import { nextAskAt } from '../../../server/modules/wecom/contacts/late-unionids.domain.js'
import { inParallel } from '../../../server/modules/wecom/in-parallel.js'
import { staffOf } from '../../../server/modules/wecom/staff/staff.domain.js'

const DAY_MS = 24 * 60 * 60_000

// Guarantee: the counters of a channel code equal a recount of its relations at any time.
test('counting every change of relations gives what counting the relations gives', () => {
  const relation = fc.record({
    channelCodeId: fc.option(fc.constantFrom('chn_a', 'chn_b'), { nil: undefined }),
    state: fc.constantFrom('active', 'ended-by-customer', 'ended-by-staff'),
  })
  const histories = fc.array(fc.array(relation, { minLength: 1, maxLength: 6 }), { maxLength: 8 })
  const agrees = fc.property(histories, (all) => {
    const totals = { chn_a: { added: 0, lost: 0 }, chn_b: { added: 0, lost: 0 } }
    for (const history of all) {
      history.forEach((after, index) => {
        for (const delta of counterDeltas([{ before: history[index - 1] ?? null, after }])) {
          const total = totals[delta.channelCodeId as keyof typeof totals]
          total.added += delta.added
          total.lost += delta.lost
        }
      })
    }
    const last = all.flatMap((history) => history.at(-1) ?? [])
    for (const code of ['chn_a', 'chn_b'] as const) {
      const mine = last.filter(({ channelCodeId }) => channelCodeId === code)
      const lost = mine.filter(({ state }) => state !== 'active').length
      expect(totals[code]).toEqual({ added: mine.length, lost })
    }
  })
  fc.assert(agrees)
})

test('a unionid is asked for with growing pauses and given up after 90 days', () => {
  const since = new Date('2026-01-01T00:00:00Z')
  let now = since
  const pauses: number[] = []
  for (let asks = 0; asks < 100; asks += 1) {
    const next = nextAskAt({ since, asks }, now)
    if (next === null) {
      break
    }
    pauses.push(next.getTime() - now.getTime())
    now = next
  }
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
  expect(now.getTime() - since.getTime()).toBeLessThanOrEqual(90 * DAY_MS)
  expect(now.getTime() - since.getTime()).toBeGreaterThan(80 * DAY_MS)
})

test('the store of a staff member is that of the nearest department above', () => {
  const departments = new Map(
    [
      { departmentId: '1', name: '山野茶铺', parentId: null },
      { departmentId: '2', name: '科苑南店', parentId: '1' },
      { departmentId: '3', name: '科苑南店吧台', parentId: '2' },
    ].map((one) => [one.departmentId, one]),
  )
  const stores = new Map([['2', { storeCode: 'sz-01', name: '科苑南店' }]])
  const now = new Date('2026-03-02T02:00:00Z')
  const member = { userid: 'chenyi', name: '陈意', status: 'active' } as const
  const at = (departmentIds: readonly string[]) =>
    staffOf({ ...member, departmentIds }, { departments, stores }, now)
  expect(at(['3'])).toMatchObject({ departmentName: '科苑南店吧台', storeCode: 'sz-01' })
  expect(at(['1']).storeCode).toBeUndefined()
  expect(at([])).toMatchObject({ departmentName: '' })
})

test('departments that form a circle end the search', () => {
  const departments = new Map(
    [
      { departmentId: '1', name: 'a', parentId: '2' },
      { departmentId: '2', name: 'b', parentId: '1' },
    ].map((one) => [one.departmentId, one]),
  )
  const member = { userid: 'x', name: 'x', status: 'active', departmentIds: ['1'] } as const
  expect(staffOf(member, { departments, stores: new Map() }, new Date(0)).storeCode).toBeUndefined()
})

test('the timeline names staff and channel code', () => {
  const scene = { staffName: '陈意', channelCodeName: '门口海报' }
  expect(storyOf('began', scene)).toBe('通过「门口海报」成为陈意的企微好友')
  expect(storyOf('began-again', { staffName: '陈意' })).toBe('再次成为陈意的企微好友')
  expect(storyOf('ended-by-customer', { staffName: '陈意' })).toBe('删除了陈意')
  expect(storyOf('ended-by-staff', { staffName: '陈意' })).toBe('被陈意删除')
  expect(storyOf('ended-by-staff', { staffName: '陈意', byTransfer: true })).toBe(
    '由陈意转给了同事',
  )
  expect(failedTransferStory('何嘉', 'customer-refused')).toBe('没能转给何嘉，顾客没有同意')
})

test('parallel work keeps the order of its items and its bound', async () => {
  let running = 0
  let most = 0
  const answers = await inParallel([5, 1, 3, 2, 4], 2, async (n) => {
    running += 1
    most = Math.max(most, running)
    await Promise.resolve()
    running -= 1
    return n * 10
  })
  expect(answers).toEqual([50, 10, 30, 20, 40])
  expect(most).toBe(2)
})
