import { PRODUCTS } from '../../../scripts/demo/brand/products.js'
import { STAFF, staffOfDepartment } from '../../../scripts/demo/brand/staff.js'
import { STORES } from '../../../scripts/demo/brand/stores.js'
import { CHANNEL_CODES } from '../../../scripts/demo/brand/channel-codes.js'
import { demoWorld, type DemoWorld } from '../../../scripts/demo/load-demo.js'
import { LIN } from '../../../scripts/demo/people/cast.js'
import { weekdayOf } from '../../../scripts/demo/sales/calendar.js'
import { averageOrderOf, repurchaseOf } from '../../../server/modules/insights/workbench.domain.js'
import { readPhone } from '../../../server/modules/customers/phone.domain.js'
import { businessDay, startOfBusinessDay } from '../../../server/platform/days/index.js'

const DAY_MS = 24 * 60 * 60 * 1000
const FRIDAY = new Date('2026-11-20T14:05:00+08:00')
const MIDNIGHT = new Date('2026-03-01T00:00:30+08:00')

let world: DemoWorld
beforeAll(() => {
  world = demoWorld(FRIDAY)
})

const ageDays = (at: Date) => (FRIDAY.getTime() - at.getTime()) / DAY_MS

test('the same moment gives the same world; one day later most of it is the same people', () => {
  expect(JSON.stringify(demoWorld(FRIDAY))).toBe(JSON.stringify(world))
  const later = demoWorld(new Date(FRIDAY.getTime() + DAY_MS))
  expect(later.everybody.map(({ key, phone }) => [key, phone])).toEqual(
    world.everybody.map(({ key, phone }) => [key, phone]),
  )
})

test('the brand: 36 stores, 60 staff with somebody in each, one channel code per staff member', () => {
  expect(STORES).toHaveLength(36)
  expect(new Set(STORES.map(({ name }) => name)).size).toBe(36)
  expect(STAFF).toHaveLength(60)
  expect(new Set(STAFF.map(({ userid }) => userid)).size).toBe(60)
  expect(STORES.filter((store) => staffOfDepartment(store.departmentId).length === 0)).toEqual([])
  const userids = CHANNEL_CODES.map(({ userid }) => userid)
  expect(new Set(userids).size).toBe(CHANNEL_CODES.length)
  expect(STAFF.map(({ userid }) => userid)).toEqual(expect.arrayContaining(userids))
})

test('products: 16 with one code per SKU, one SKU sold out, one product off the shelf', () => {
  const skus = PRODUCTS.flatMap(({ skus }) => skus)
  expect(PRODUCTS).toHaveLength(16)
  expect(new Set(skus.map(({ code }) => code)).size).toBe(skus.length)
  expect(PRODUCTS.filter(({ status }) => status === 'off-shelf')).toHaveLength(1)
  expect(
    PRODUCTS.filter(({ status }) => status === 'on-shelf').flatMap((p) => p.skus),
  ).toContainEqual(expect.objectContaining({ stock: 0 }))
})

test('2,000 customers, each with a number of their own and known by a friend or an order', () => {
  const { everybody, contacts, orders } = world
  expect(everybody).toHaveLength(2_000)
  expect(new Set(everybody.map(({ key }) => key)).size).toBe(2_000)
  expect(new Set(everybody.map(({ phone }) => phone)).size).toBe(2_000)
  expect(everybody.filter(({ phone }) => !readPhone(phone).ok)).toEqual([])
  const memberNos = everybody.flatMap(({ memberNo }) => memberNo ?? [])
  expect(new Set(memberNos).size).toBe(memberNos.length)
  const known = new Set([
    ...contacts.map(({ personKey }) => personKey),
    ...orders.map(({ person }) => person.key),
  ])
  expect(known.size).toBe(2_000)
})

test.each([
  ['in the afternoon', FRIDAY],
  ['half a minute after midnight', MIDNIGHT],
])('loaded %s, nothing lies in the future and no order is of today', (_when, now) => {
  const { contacts, orders, refunds } = demoWorld(now)
  const today = startOfBusinessDay(now)
  expect(contacts.filter(({ at }) => at > now)).toEqual([])
  expect(orders.filter(({ at }) => at >= today)).toEqual([])
  expect(refunds.filter(({ at }) => at >= now)).toEqual([])
})

test('orders: 90 days, of one person two years; each number once, each sum above zero', () => {
  const { orders } = world
  const old = orders.filter(({ at }) => ageDays(at) > 90)
  expect(new Set(old.map(({ person }) => person.key))).toEqual(new Set([LIN]))
  expect(new Set(orders.map(({ orderNo }) => orderNo)).size).toBe(orders.length)
  expect(orders.filter(({ paidFen }) => paidFen <= 0)).toEqual([])
  const lin = orders.filter(({ person }) => person.key === LIN)
  expect(lin).toHaveLength(68)
  expect(lin.filter(({ at }) => ageDays(at) < 365)).toHaveLength(46)
})

test('the weekly rhythm: Friday and the weekend are the strong days, Monday to Wednesday the weak ones', () => {
  const perWeekday = [0, 1, 2, 3, 4, 5, 6].map(
    (day) => world.orders.filter(({ at }) => weekdayOf(at) === day).length,
  )
  const [sunday = 0, monday = 0, tuesday = 0, wednesday = 0, , friday = 0, saturday = 0] =
    perWeekday
  const weak = Math.max(monday, tuesday, wednesday)
  expect(Math.min(friday, saturday, sunday)).toBeGreaterThan(weak)
})

// Guarantee: the workbench's first numbers are those of a believable tea chain (mockup 1: 38.6 %, ¥31.86).
test('the three key numbers come out believable', () => {
  const { orders, refunds, everybody } = world
  const visits = new Map<string, Set<string>>()
  orders.forEach(({ person, at }) =>
    visits.set(person.key, (visits.get(person.key) ?? new Set()).add(businessDay(at))),
  )
  const today =
    orders
      .map(({ at }) => businessDay(at))
      .sort()
      .at(-1) ?? ''
  const from = businessDay(new Date(new Date(today).getTime() - 29 * 24 * 60 * 60 * 1000))
  const days = [...visits.values()].map((own) => [...own].sort())
  const { rate } = repurchaseOf(days, { from, to: today })
  expect(rate).toBeGreaterThan(0.33)
  expect(rate).toBeLessThan(0.5)

  const refunded = refunds.reduce((sum, { refundFen }) => sum + refundFen, 0)
  const paid = orders.reduce((sum, { paidFen }) => sum + paidFen, 0)
  const { valueFen } = averageOrderOf([{ day: '', orders: orders.length, netFen: paid - refunded }])
  expect(valueFen).toBeGreaterThan(2_800)
  expect(valueFen).toBeLessThan(3_500)
  expect(refunds.length / orders.length).toBeGreaterThan(0.02)
  expect(refunds.length / orders.length).toBeLessThan(0.04)

  const recent = everybody.filter(({ joinedAt }) => ageDays(joinedAt) < 30).length
  expect(recent).toBeGreaterThan(180)
  expect(recent).toBeLessThan(400)
})
