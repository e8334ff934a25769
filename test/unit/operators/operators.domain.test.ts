import * as fc from 'fast-check'
import {
  decideAttempt,
  decideChange,
  endsSessions,
  MAX_ATTEMPTS_ADDRESS,
  MAX_ATTEMPTS_HERE,
  networkOf,
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

const counts = (many: Partial<Record<'here' | 'anywhere' | 'address', number>>) => {
  const of = (count = 1) => ({ count, windowEndsAt: after(90_000) })
  return { here: of(many.here), anywhere: of(many.anywhere), address: of(many.address) }
}

test('five guesses from one address are heard, the sixth is not', () => {
  expect(decideAttempt(counts({ here: MAX_ATTEMPTS_HERE }), start)).toBeNull()
  expect(decideAttempt(counts({ here: MAX_ATTEMPTS_HERE + 1 }), start)).toMatchObject({
    code: 'login-locked',
    retryAfterS: 90,
  })
})

test('guesses from many addresses for one name are locked too', () => {
  const locked = { code: 'login-locked' }
  expect(decideAttempt(counts({ anywhere: 101 }), start)).toMatchObject(locked)
})

test('guesses of many names from one address are locked too', () => {
  const locked = { code: 'login-locked' }
  expect(decideAttempt(counts({ address: MAX_ATTEMPTS_ADDRESS + 1 }), start)).toMatchObject(locked)
})

// Guarantee: whoever has a whole IPv6 network of addresses has one address for us.
test.each([
  ['10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
])('the address %s is counted as %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network)
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
      storeCodes: fc.constantFrom(null, ['S001']),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(change, fc.nat({ max: 2 }), (given, otherAdmins) => {
      const decided = decideChange(admin, given, { otherAdmins })
      const next = decided.ok ? decided.value : admin
      const stays = next.role === 'admin' && next.status === 'active' && next.storeCodes === null
      return stays || otherAdmins > 0
    }),
  )
})

// Guarantee: a store manager never sees all stores because somebody left a field out.
test('a store manager without a list of stores is refused', () => {
  const manager = { role: 'store-manager' } as const
  expect(decideChange(admin, manager, { otherAdmins: 1 })).toMatchObject({ code: 'stores-needed' })
  const given = { ...manager, storeCodes: ['S001'] }
  expect(decideChange(admin, given, { otherAdmins: 1 })).toMatchObject({ ok: true })
})

test('sessions end with a new password and when the operator is disabled, not with a new name', () => {
  expect(endsSessions(admin, { ...admin, passwordHash: 'b' })).toBe(true)
  expect(endsSessions(admin, { ...admin, status: 'disabled' })).toBe(true)
  expect(endsSessions(admin, { ...admin, name: '林' })).toBe(false)
})

test('roles grant only permissions that exist; staff see no phones and manage nobody', () => {
  const everywhere = (role: (typeof ROLES)[number]) => permissionsOf({ role, storeCodes: null })
  for (const role of ROLES) {
    expect(ALL_PERMISSIONS).toEqual(expect.arrayContaining([...everywhere(role)]))
  }
  expect(everywhere('admin')).toEqual(ALL_PERMISSIONS)
  for (const role of ['store-manager', 'staff', 'read-only'] as const) {
    expect(everywhere(role)).not.toContain('phones.reveal')
    expect(everywhere(role)).not.toContain('operators.manage')
  }
  expect(everywhere('read-only').every((name) => name.endsWith('.read'))).toBe(true)
})

// Guarantee: whoever is limited to some stores holds nothing that reaches beyond them, whatever the role is called.
test.each(ROLES)('%s of one store holds no permission over the whole brand', (role) => {
  const held = permissionsOf({ role, storeCodes: ['S001'] })
  const brandWide = ['customers.read', 'phones.reveal', 'inbox.read', 'operators.manage']
  expect(held.filter((name) => brandWide.includes(name) || name === 'sidebar.use')).toEqual([])
  expect(permissionsOf({ role, storeCodes: ['S001'], staffUserid: 'lin' })).toEqual(
    expect.arrayContaining([...held]),
  )
})
