import type { ContactReport } from '../../../server/modules/wecom/contacts/relation-changes.domain.js'
import { after, report, second, shownSince } from './relations.js'

type Case = Readonly<{
  name: string
  reports: readonly ContactReport[]
  state: string | undefined
  told: readonly string[]
}>

const left = (at: number, since = 0) => report('removed-by-customer', at, shownSince(since))
const deleted = (at: number) => report('removed-by-staff', at, null)
const added = (at: number, since = at) => report('added', at, shownSince(since))

// Guarantee: the end of a relation comes from the event; only a later add, or a newer createtime, revives it.
const CASES: readonly Case[] = [
  { name: 'added', reports: [added(0)], state: 'active', told: ['began'] },
  {
    name: 'half-added, then confirmed: one friendship, told once',
    reports: [added(0), added(9, 0)],
    state: 'active',
    told: ['began'],
  },
  {
    name: 'left by the customer, though WeCom goes on showing it',
    reports: [added(0), left(5)],
    state: 'ended-by-customer',
    told: ['began', 'ended-by-customer'],
  },
  {
    name: 'left, and every later look still shows it',
    reports: [
      added(0),
      left(5),
      report('looked-at', 9, shownSince(0)),
      report('reconciled', 20, shownSince(0)),
    ],
    state: 'ended-by-customer',
    told: ['began', 'ended-by-customer'],
  },
  {
    name: 'the add event comes again after the end',
    reports: [added(0), left(5), added(0)],
    state: 'ended-by-customer',
    told: ['began', 'ended-by-customer'],
  },
  {
    name: 'the end overtakes the add event',
    reports: [left(5), added(0)],
    state: 'ended-by-customer',
    told: ['ended-by-customer'],
  },
  {
    name: 'added again later',
    reports: [added(0), left(5), added(8)],
    state: 'active',
    told: ['began', 'ended-by-customer', 'began-again'],
  },
  {
    name: 'added again later, where WeCom keeps the old createtime',
    reports: [added(0), left(5), added(8, 0), left(5)],
    state: 'active',
    told: ['began', 'ended-by-customer', 'began-again', 'ended-by-customer'],
  },
  {
    name: 'added again in the second of the end',
    reports: [added(0), left(5), report('added', 5, shownSince(5))],
    state: 'active',
    told: ['began', 'ended-by-customer', 'began-again'],
  },
  {
    name: 'added and left in one second',
    reports: [added(5), left(5, 5)],
    state: 'ended-by-customer',
    told: ['began', 'ended-by-customer'],
  },
  {
    name: 'the second add is told before the end of the first',
    reports: [added(0), added(8), left(5, 8)],
    state: 'active',
    told: ['began', 'began-again', 'ended-by-customer'],
  },
  {
    name: 'the add event after the end was lost: reconciling finds a newer createtime',
    reports: [added(0), left(5), report('reconciled', 30, shownSince(8))],
    state: 'active',
    told: ['began', 'ended-by-customer', 'began-again'],
  },
  {
    name: 'deleted by staff, confirmed by a reading without it',
    reports: [added(0), deleted(6)],
    state: 'ended-by-staff',
    told: ['began', 'ended-by-staff'],
  },
  {
    name: 'left by the customer, then deleted by staff',
    reports: [added(0), deleted(6), left(5)],
    state: 'ended-by-staff',
    told: ['began', 'ended-by-staff', 'ended-by-customer'],
  },
  {
    name: 'both ends in one second: WeCom no longer shows it',
    reports: [added(0), deleted(6), left(6)],
    state: 'ended-by-staff',
    told: ['began', 'ended-by-staff', 'ended-by-customer'],
  },
  {
    name: 'an end before anything else is known',
    reports: [deleted(6)],
    state: 'ended-by-staff',
    told: ['ended-by-staff'],
  },
  {
    name: 'an add event whose friendship is gone again',
    reports: [report('added', 0, null)],
    state: undefined,
    told: [],
  },
  {
    name: 'a callback was lost: reconciling finds the contact',
    reports: [report('reconciled', 40, shownSince(3))],
    state: 'active',
    told: ['began'],
  },
  {
    name: 'a deletion was lost: reconciling misses the contact',
    reports: [added(0), report('missing', 40, null)],
    state: 'ended-by-staff',
    told: ['began', 'ended-by-staff'],
  },
  {
    name: 'the event of a deletion comes after reconciling has missed the contact: told once',
    reports: [added(0), report('missing', 40, null), deleted(39)],
    state: 'ended-by-staff',
    told: ['began', 'ended-by-staff'],
  },
  {
    name: 'missed by a comparison that read before the contact was added',
    reports: [added(0), report('missing', 40, null, { readAt: second(0) })],
    state: 'active',
    told: ['began'],
  },
]

test.each(CASES)('$name', ({ reports, state, told }) => {
  const result = after(reports)
  expect(result.relation?.state).toBe(state)
  expect(result.told).toEqual(told)
})

test('given a newer look, when an older comparison arrives, then it changes nothing', () => {
  const { relation } = after([
    added(0),
    report('looked-at', 9, shownSince(0, { remark: '新备注' })),
    report('reconciled', 8, shownSince(0, { remark: '旧备注' }), { readAt: second(8) }),
  ])
  expect(relation).toMatchObject({ remark: '新备注' })
})

test('given personal tags, when a comparison leaves them out, then they stay', () => {
  const personal = { name: '爱聊天', kind: 'personal' } as const
  const corp = { tagId: 't1', name: '少糖', group: '口味', kind: 'corp' } as const
  const { relation } = after([
    report('added', 0, shownSince(0, { tags: [personal] })),
    report('reconciled', 9, shownSince(0, { tags: [corp] })),
  ])
  expect(relation?.tags).toEqual([corp, personal])
})

test('given a re-read that shows the same, then nothing is written and nothing told', () => {
  const once = after([added(0)])
  const twice = after([added(0), report('looked-at', 2, shownSince(0))])
  expect(twice).toEqual(once)
})

test('given a reading without the token of the code, then the code stays known', () => {
  const byCode = shownSince(0, { stateToken: 'tok', channelCodeId: 'chn_1' })
  const { relation } = after([
    report('added', 0, byCode),
    report('looked-at', 4, shownSince(0, { remark: '常客' })),
  ])
  expect(relation).toMatchObject({ stateToken: 'tok', channelCodeId: 'chn_1', remark: '常客' })
})
