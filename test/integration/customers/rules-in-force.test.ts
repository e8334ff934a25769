import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { applyRules } from '../../../server/modules/customers/rules/apply-rules.js'
import { everybodyRepository } from '../../../server/modules/customers/rules/everybody.repository.js'
import { rulesFence } from '../../../server/modules/customers/rules/fence.repository.js'
import type { RulesVersion } from '../../../server/modules/customers/rules/rules.domain.js'
import { fenceCollection } from '../../../server/modules/customers/rules/rules.model.js'
import { rulesRepository } from '../../../server/modules/customers/rules/rules.repository.js'
import { transactions, type InTransaction, type Tx } from '../../../server/platform/mongo/index.js'
import { decideBatch, type InboundEvent } from '../../../server/platform/pipeline/index.js'
import { login, NOON, told, useShop } from './shop.js'
import { useRules } from './rules-room.js'

// Guarantee: an application goes on where a process died, and nothing is committed that was decided by rules no longer
// in force.

const shop = useShop()
const { get, work, tried, applying, said, pairs, isOne } = useRules(shop)

// Guarantee: a process that dies in the middle of a step leaves nothing of it, and the next one goes on with it.
test('an application that dies before, in and after a step loses nothing and repeats nothing', async () => {
  await pairs(130)
  await applying(await tried())
  const { db } = shop.database
  const died = new Error('the process died')
  const alive = transactions(db)
  const deaths: InTransaction[] = [
    () => Promise.reject(died),
    // all is written, and not committed
    (options: unknown, work?: unknown) =>
      alive(async (tx) => {
        await (work as (tx: Tx) => Promise<unknown>)(tx)
        throw died
      }),
    // committed, and nobody heard of it
    async (options: unknown, work?: unknown) => {
      await alive(work as (tx: Tx) => Promise<unknown>)
      throw died
    },
  ]
  for (const inTransaction of deaths) {
    const [known] = await rulesRepository(db).toWork()
    const apply = applyRules({
      ...{ db, inTransaction, rows: rulesRepository(db), everybody: everybodyRepository(db) },
      ...{ fence: rulesFence(db), clock: { now: () => NOON }, onCommitted: () => undefined },
      outbox: { append: () => Promise.resolve() },
    })
    await expect(apply(known as RulesVersion, { isStopping: () => false })).rejects.toThrow(died)
  }
  expect(await get()).toMatchObject({ application: { counts: { visited: 100 } } })
  await work()
  expect(await get()).toMatchObject({ state: 'active', application: { counts: { gone: 130 } } })
  expect(await shop.living()).toHaveLength(130)
  expect(await shop.collections().history.countDocuments()).toBe(130)
})

describe('what was decided by older rules', () => {
  const decided = async (...events: InboundEvent[]) => decideBatch([shop.shop().step], events)
  const commit = (plan: Awaited<ReturnType<typeof decided>>) =>
    transactions(shop.database.db)((tx) => plan.write(tx))

  test('is not committed once newer ones are applied; the batch is decided again by those', async () => {
    await pairs(1)
    await shop.work(login('y7'), told({ unionid: 'z7' }))
    const event = said(7)
    const late = await decided(event)
    await applying(await tried())
    await work()
    await expect(commit(late)).rejects.toMatchObject({ code: 'identity-moved-on' })
    expect(await isOne(7)).toBe(false)
    await commit(await decided(event))
    expect(await isOne(7)).toBe(true)
  })

  test('is met by the application when it was committed before', async () => {
    await pairs(1)
    await shop.work(login('y7'), told({ unionid: 'z7' }))
    const late = await decided(said(7))
    await applying(await tried())
    await commit(late)
    expect(await isOne(7)).toBe(false)
    await work()
    expect(await isOne(7)).toBe(true)
  })

  test('holds the application up while it is being committed', async () => {
    await pairs(1)
    const late = await decided(login('y0', 'z8'))
    const fences = fenceCollection(shop.database.db)
    const seen: string[] = []
    let raised: Promise<unknown> = Promise.resolve()
    await fences.deleteMany({})
    await transactions(shop.database.db)(async (tx) => {
      await late.write(tx)
      raised = rulesFence(shop.database.db)
        .raise(2)
        .then(() => seen.push('raised'))
      // it raises one slot after the other and comes to the one that is taken
      const own = await fences.findOne({}, { session: tx })
      await waitUntil(
        async () => {
          expect(await fences.countDocuments({ version: 2 })).toBe(own?._id)
        },
        { withinMs: 60_000 },
      )
      seen.push('committing')
    })
    seen.push('committed')
    await raised
    expect(seen[0]).toBe('committing')
    expect(seen).toContain('raised')
    expect(await fences.countDocuments({ version: 2 })).toBe(512)
  })

  test('counts no longer from the moment the rules are in force: events are judged by the new ones at once', async () => {
    await pairs(1)
    await shop.work(login('y7'), told({ unionid: 'z7' }))
    await applying(await tried())
    await shop.work(said(7))
    expect([await isOne(7), await isOne(0)]).toEqual([true, false])
    const [entry] = await shop.collections().history.find().toArray()
    expect(entry?.rulesVersion).toBe('2')
  })
})
