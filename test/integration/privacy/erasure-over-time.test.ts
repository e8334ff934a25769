import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { channelCodesRepository } from '../../../server/modules/wecom/channel-codes/channel-codes.repository.js'
import { couponsPersonalData } from '../../../server/modules/coupons/personal-data.repository.js'
import { customersPersonalData } from '../../../server/modules/customers/personal-data.repository.js'
import { eraseIdentityRepository } from '../../../server/modules/customers/erase-identity.repository.js'
import { customersRepository } from '../../../server/modules/customers/customers.repository.js'
import { inboxSweep } from '../../../server/modules/inbox/index.js'
import { vouchersPersonalData } from '../../../server/modules/vouchers/personal-data.repository.js'
import { ordersPersonalData } from '../../../server/modules/orders/personal-data.repository.js'
import { paymentsPersonalData } from '../../../server/modules/payments/personal-data.repository.js'
import { erasePerson } from '../../../server/modules/privacy/erase-person.js'
import { erasuresRepository } from '../../../server/modules/privacy/erasures.repository.js'
import { MiniErasure } from '../../../server/modules/privacy/privacy.contract.js'
import { newErasure } from '../../../server/modules/privacy/privacy.domain.js'
import { wecomPersonalData } from '../../../server/modules/wecom/personal-data.repository.js'
import { systemClock } from '../../../server/platform/clock/index.js'
import { blindIndex, blindIndexKey, piiCipher } from '../../../server/platform/crypto/index.js'
import { newId, type Id } from '../../../server/platform/ids/index.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { outboxSweep } from '../../../server/platform/outbox/index.js'
import { useSystem } from '../../support/system.js'
import { whereIs } from './everything.js'
import { wholePerson } from './person.js'
import { DAY_MS, Problem, REASON, useErasing, WITHIN } from './erasing.js'

const system = useSystem({ suffix: '_erasure_over_time' })
const { request, answerOf, brokenPromises } = useErasing(system)

// Guarantee: killed after any of its steps, an erasure goes on, and ends where an undisturbed one ends.
test('an erasure that is stopped after every step comes to its end', async () => {
  const { words, customerId } = await wholePerson(system.now, '周慕白乙')
  const { db } = system.now.deps
  const erasures = erasuresRepository(db)
  const inTransaction = transactions(db)
  const cipher = piiCipher(system.now.config.secrets.piiKeys)
  const phoneIndex = blindIndex(await blindIndexKey(db, cipher))
  const identity = eraseIdentityRepository(db)
  const customers = customersRepository(db)
  const orders = ordersPersonalData({ db, cipher })
  const audited: string[] = []
  let isKilled = false
  const work = erasePerson({
    // the process dies after a piece of work, before it is written down
    erasures: {
      ...erasures,
      save: (erasure, options) => {
        if (isKilled && options?.tx === undefined) {
          return Promise.reject(new Error('killed'))
        }
        return erasures.save(erasure, options)
      },
    },
    person: {
      living: (id) => Promise.resolve(id),
      ownerOf: customers.ownerOf,
      ownersOf: identity.ownersOf,
      keysOf: async (id) =>
        (await customers.identifiersOf([id as Id<'cus'>])).map(({ _id }) => _id),
      takeOut: (id, options) => identity.takeOut(id, options),
    },
    fixPhones: () => Promise.resolve(),
    isBusy: orders.isBusy,
    holders: [
      customersPersonalData(db),
      orders,
      vouchersPersonalData(db),
      couponsPersonalData(db),
      paymentsPersonalData(db),
      wecomPersonalData({ db, codes: channelCodesRepository(db), clock: systemClock }),
    ],
    sweeps: [inboxSweep({ db, cipher }), outboxSweep({ db, cipher })],
    phoneIndex,
    blockHash: (key) => key,
    audit: { record: ({ action }) => Promise.resolve(void audited.push(action)) },
    inTransaction,
    clock: systemClock,
  })
  const erasureId = newId('ers')
  const asked = { by: 'operator', operatorId: 'opr_1', operatorName: '陈', reason: null } as const
  // due tomorrow: the system's own job leaves it alone
  const fresh = newErasure(
    { ...asked, erasureId, subject: customerId, doNotContact: false },
    new Date(Date.now() + DAY_MS),
  )
  await inTransaction((tx) => erasures.insert(fresh, { tx }))
  let outcome = 'stopped'
  let lives = 0
  while (outcome !== 'done') {
    lives += 1
    expect(lives).toBeLessThan(60)
    const stored = (await erasures.page({ limit: 100 })).find((one) => one.erasureId === erasureId)
    if (stored === undefined) {
      throw new Error('the request is stored')
    }
    isKilled = lives % 2 === 0
    let steps = 0
    outcome = await work(stored, () => (steps += 1) > 1).catch(() => 'killed')
  }
  expect(lives).toBeGreaterThan(8)
  expect(audited).toEqual(['customer.erased'])
  expect(await whereIs(system.now, words)).toEqual([])
  expect(await brokenPromises()).toEqual([])
})

test('an order that waits for its payment is waited for', async () => {
  const { control } = system.now
  const person = await control.addPerson({ name: '何来' })
  const shop = await system.now.asCustomer(person.personId)
  const desk = await system.now.asOperator()
  const { items } = await desk.products()
  const { skuId = '', priceFen = 0 } = items[0]?.skus[0] ?? {}
  await system.now.drain()
  const order = await shop.placeOrder({ items: [{ skuId, qty: 1 }], totalFen: priceFen })
  const customerId = (await system.now.openApi().resolve({ unionid: person.unionid })) ?? ''
  const { erasureId } = await request(customerId)
  await waitUntil(async () => {
    const rows = system.now.deps.db.collection<{ _id: string; dueAt: Date }>('erasures')
    const row = await rows.findOne({ _id: erasureId })
    expect(row?.dueAt.getTime()).toBeGreaterThan(Date.now() + 60_000)
  }, WITHIN)
  expect(await answerOf(customerId)).toMatchObject({ status: 200 })
  const again = { body: { confirm: '删除', reason: REASON }, accept: [409] }
  const path = `/api/customers/${customerId}/erasures`
  expect((await desk.send('POST', path, Problem, again)).body.code).toBe('erasure-under-way')
  expect((await shop.order(order.orderId)).status).toBe('pending-payment')
})

// Guarantee: a customer's own wish is done after seven days, and not if it was called back.
test('a customer asks, calls it back, asks again, and is erased when the cooling-off is over', async () => {
  const { control } = system.now
  const person = await control.addPerson({ name: '顾自远' })
  const shop = await system.now.asCustomer(person.personId)
  await system.now.drain()
  const state = async () => (await shop.send('GET', '/me/erasure', MiniErasure)).body
  const ask = () => shop.send('POST', '/me/erasure', MiniErasure, { body: {}, accept: [202] })
  expect(await state()).toEqual({ request: null, coolingOffDays: 7 })
  const first = (await ask()).body.request
  expect(first?.state).toBe('waiting')
  expect(Date.parse(first?.dueAt ?? '') - Date.parse(first?.requestedAt ?? '')).toBe(7 * DAY_MS)
  expect((await ask()).body.request).toEqual(first) // again: the first stands
  await shop.send('DELETE', '/me/erasure', z.unknown(), { accept: [204] })
  await shop.send('DELETE', '/me/erasure', z.unknown(), { accept: [409] })
  expect((await state()).request).toBeNull()

  await ask()
  const { openid, unionid } = person
  const customerId = (await system.now.openApi().resolve({ unionid })) ?? ''
  await control.advanceClock(7 * DAY_MS + 60_000)
  await waitUntil(async () => {
    expect(await answerOf(customerId)).toMatchObject({ status: 410 })
    expect(await whereIs(system.now, { openid, unionid, name: '顾自远' })).toEqual([])
  }, WITHIN)
})
