import fc from 'fast-check'
import {
  decideMembers,
  membershipIdOf,
  type GroupMember,
  type ShownMember,
} from '../../../server/modules/wecom/groups/groups.domain.js'

const at = new Date('2026-03-01T12:00:00+08:00')
const chatId = 'wr1'
const keyOf = (memberId: string) =>
  memberId.startsWith('wm') ? (`external_userid:ww1:${memberId}` as const) : undefined

const shownMember = fc.record({
  memberId: fc.constantFrom('wm1', 'wm2', 'wm3', 'zhangsan'),
  unionid: fc.option(fc.constantFrom('u1', 'u2'), { nil: undefined }),
  joinedAt: fc.constantFrom(new Date(0), new Date(1_000)),
})
const reading = fc.array(shownMember, { maxLength: 6 }).map((members) =>
  members.map((one): ShownMember => ({
    ...one,
    kind: one.memberId.startsWith('wm') ? 'customer' : 'staff',
    unionid: one.memberId.startsWith('wm') ? one.unionid : undefined,
  })),
)

function follow(readings: readonly (readonly ShownMember[])[]) {
  const rows = new Map<string, GroupMember>()
  const proved: string[] = []
  for (const shown of readings) {
    const decision = decideMembers([...rows.values()], { chatId, shown, at, keyOf })
    decision.changed.forEach((row) => rows.set(row.membershipId, row))
    proved.push(...decision.proved.map(({ memberId }) => memberId))
  }
  return { rows, proved }
}

// Guarantee: after any readings, contradictory ones too, exactly those of the last one are in the group.
test('who is in the group is what the last reading shows; nobody is told twice', () => {
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 5 }), (readings) => {
      const { rows, proved } = follow(readings)
      const inside = [...rows.values()].filter(({ leftAt }) => leftAt === undefined)
      const last = new Set(readings.at(-1)?.map(({ memberId }) => memberId))
      expect(new Set(inside.map(({ memberId }) => memberId))).toEqual(last)
      expect(new Set(proved).size).toBe(proved.length)
      const again = follow([...readings, readings.at(-1) ?? []])
      expect([...again.rows.values()]).toEqual([...rows.values()])
    }),
  )
})

test('staff are no customers, and an end keeps its time', () => {
  const member = { memberId: 'zhangsan', kind: 'staff', joinedAt: at } as const
  const { changed, proved } = decideMembers([], { chatId, shown: [member], at, keyOf })
  expect(changed).toMatchObject([{ membershipId: membershipIdOf(chatId, 'zhangsan') }])
  expect(proved).toEqual([])
  const gone = decideMembers(changed, { chatId, shown: [], at, keyOf })
  expect(gone.changed).toMatchObject([{ memberId: 'zhangsan', leftAt: at }])
  expect(decideMembers(gone.changed, { chatId, shown: [], at, keyOf }).changed).toEqual([])
})
