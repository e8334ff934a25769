import * as fc from 'fast-check'
import {
  decideAttempt,
  decideChange,
  endsSessions,
  MAX_ATTEMPTS_HERE,
  SESSION_IDLE_MS,
  SESSION_LIFE_MS,
  sessionState,
  type Operator,
} from '../../../server/modules/operators/operators.domain.js'
import { ALL_PERMISSIONS, permissionsOf, ROLES } from '../../../server/modules/operators/roles.js'

const start = new Date('2026-03-02T02:00:00Z')
const session = {
  sessionId: 'ses_1',
  operatorId: 'opr_1',
  createdAt: start,
  lastSeenAt: start,
  endsAt: new Date(start.getTime() + SESSION_LIFE_MS),
} as const
const after = (ms: number) => new Date(start.getTime() + ms)

test('a session lives while it is used and ends when it is idle', () => {
  expect(sessionState(session, after(0))).toBe('live')
  expect(sessionState(session, after(60_000))).toBe('live-and-due')
  expect(sessionState(session, after(SESSION_IDLE_MS - 1))).toBe('live-and-due')
  expect(sessionState(session, after(SESSION_IDLE_MS))).toBe('over')
})

test('a session ends after its life, however busy it was', () => {
  const busy = { ...session, lastSeenAt: after(SESSION_LIFE_MS - 1) }
  expect(sessionState(busy, after(SESSION_LIFE_MS - 1))).toBe('live')
  expect(sessionState(busy, after(SESSION_LIFE_MS))).toBe('over')
})

test('five guesses from one address are heard, the sixth is not', () => {
  expect(decideAttempt({ here: MAX_ATTEMPTS_HERE, anywhere: 1 }).ok).toBe(true)
  expect(decideAttempt({ here: MAX_ATTEMPTS_HERE + 1, anywhere: 1 }).ok).toBe(false)
})

test('guesses from many addresses for one name are locked too', () => {
  expect(decideAttempt({ here: 1, anywhere: 101 })).toMatchObject({ code: 'login-locked' })
})

const admin: Operator = {
  operatorId: 'opr_1',
  revision: 0,
  username: 'admin',
  name: '管理员',
  role: 'admin',
  storeCodes: null,
  status: 'active',
  passwordHash: 'a',
  createdAt: start,
}

// Guarantee: there is always somebody who can manage operators.
test('no change leaves the product without an active admin', () => {
  const change = fc.record(
    {
      role: fc.constantFrom(...ROLES),
      status: fc.constantFrom<Operator['status'][]>('active', 'disabled'),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(change, fc.nat({ max: 2 }), (given, otherAdmins) => {
      const decided = decideChange(admin, given, { otherAdmins })
      const next = decided.ok ? decided.value : admin
      const stays = next.role === 'admin' && next.status === 'active'
      return stays || otherAdmins > 0
    }),
  )
})

test('sessions end with a new password and when the operator is disabled, not with a new name', () => {
  expect(endsSessions(admin, { ...admin, passwordHash: 'b' })).toBe(true)
  expect(endsSessions(admin, { ...admin, status: 'disabled' })).toBe(true)
  expect(endsSessions(admin, { ...admin, name: '林' })).toBe(false)
})

test('roles grant only permissions that exist; staff see no phones and manage nobody', () => {
  for (const role of ROLES) {
    expect(ALL_PERMISSIONS).toEqual(expect.arrayContaining([...permissionsOf(role)]))
  }
  expect(permissionsOf('admin')).toEqual(ALL_PERMISSIONS)
  for (const role of ['store-manager', 'staff', 'read-only'] as const) {
    expect(permissionsOf(role)).not.toContain('phones.reveal')
    expect(permissionsOf(role)).not.toContain('operators.manage')
  }
  expect(permissionsOf('read-only').every((name) => name.endsWith('.read'))).toBe(true)
})
