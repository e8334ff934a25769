import { audit } from '../../../scripts/audit/index.js'
import type { InTransaction } from '../../../server/platform/mongo/index.js'
import { check, run, stateOf, upload, useWorkshop, valueOf, worldOf, ACTOR } from './workshop.js'

const shop = useWorkshop('_imports_resume')
const twin = useWorkshop('_imports_twin')

const ROWS = 20_000
const PAID_ROWS = 20_000
const TIMEOUT_MS = 240_000

/** Members of a chain: families share phones, some rows are wrong, some come twice. */
function memberList(): string {
  const lines = Array.from({ length: ROWS }, (_, n) => {
    if (n % 500 === 7) {
      return `C${n},139****0001,掩码` // masked
    }
    if (n % 500 === 9) {
      return `C${n - 1},${phoneOf(n - 1)},重复` // the row before once more
    }
    return `C${n},${phoneOf(n % 50 === 3 ? n - 1 : n)},会员${n}` // every fiftieth shares a phone
  })
  return `会员号,手机号,姓名\n${lines.join('\n')}\n`
}
const phoneOf = (n: number) => `139${String(10_000_000 + n * 37).padStart(8, '0')}`

/** Ends the life of a process at its n-th transaction: before the commit, or after it with the answer lost. */
function dying(at: number, when: 'before' | 'after') {
  let count = 0
  return (inTransaction: InTransaction): InTransaction =>
    (async (options: never, work: (tx: unknown) => Promise<unknown>) => {
      count += 1
      const isLast = count === at
      const wrapped = async (tx: unknown) => {
        const answer = await work(tx)
        if (isLast && when === 'before') {
          throw new Error('killed')
        }
        return answer
      }
      const answer = await inTransaction(options, wrapped as never)
      if (isLast) {
        throw new Error('killed')
      }
      return answer
    }) as unknown as InTransaction
}

// Guarantee: an import that is killed again and again, while its file is checked and while it runs, brings exactly what
// one brings that nobody kills: the same people, facts and counters, each row once.
test(
  `${ROWS} members imported with kills are the same people as imported without`,
  async () => {
    const content = memberList()
    const first = shop.open()
    const importId = await upload(first, { content })
    for (const [at, when] of [
      [6, 'before'],
      [5, 'after'],
    ] as const) {
      const doomed = shop.open({ around: dying(at, when) })
      await (when === 'before' ? check(doomed, importId) : doomed.work()).catch(expectKilled)
    }
    const halfway = await stateOf(first, importId)
    expect(halfway).toMatchObject({ status: 'checking' })
    expect(halfway.chunkCount).toBeGreaterThan(5)
    await first.work()
    const faulty = 2 * (ROWS / 500)
    expect(await stateOf(first, importId)).toMatchObject({
      status: 'checked',
      check: {
        rows: ROWS,
        good: ROWS - faulty,
        faulty,
        errors: { 'phone-masked': ROWS / 500, 'duplicate-row': ROWS / 500 },
      },
    })

    valueOf(await first.imports.run(importId, ACTOR))
    for (const [at, when] of [
      [4, 'before'],
      [5, 'after'],
      [3, 'before'],
    ] as const) {
      await shop
        .open({ around: dying(at, when) })
        .work()
        .catch(expectKilled)
    }
    const stopped = await stateOf(first, importId)
    expect(stopped.status).toBe('running')
    expect(stopped.run.rows).toBeGreaterThan(9_000)
    expect(stopped.run.rows).toBeLessThan(12_000)
    expect(await shop.db.collection('timeline').countDocuments()).toBe(stopped.run.imported)
    await first.work()
    expect(await stateOf(first, importId)).toMatchObject({
      status: 'done',
      run: { rows: ROWS - faulty, imported: ROWS - faulty, refused: 0 },
    })

    const other = twin.open()
    const otherId = await upload(other, { content })
    await check(other, otherId)
    expect(await run(other, otherId)).toMatchObject({ status: 'done' })
    const [killed, whole] = [await worldOf(shop.db), await worldOf(twin.db)]
    expect(killed.partition).toEqual(whole.partition)
    expect(killed).toEqual(whole)
    expect(killed.timeline).toBe(ROWS - faulty)
    expect(killed.evidence).toBe(ROWS - faulty)
    expect(await audit(shop.db)).toEqual([])
  },
  TIMEOUT_MS,
)

// Guarantee: the same for orders and for their undo.
test(
  `${PAID_ROWS / 4} orders imported and undone with kills leave nothing behind`,
  async () => {
    await shop.empty()
    const orders = PAID_ROWS / 4
    const lines = Array.from(
      { length: orders },
      (_, n) => `A${n},2026-01-0${1 + (n % 9)} 12:00,${1 + (n % 90)}.50,C${n % 700}`,
    )
    const content = `订单号,支付时间,实付金额,会员号\n${lines.join('\n')}\n`
    const first = shop.open()
    const importId = await upload(first, { kind: 'orders', content })
    await check(first, importId)
    valueOf(await first.imports.run(importId, ACTOR))
    await shop
      .open({ around: dying(3, 'before') })
      .work()
      .catch(expectKilled)
    await shop
      .open({ around: dying(2, 'after') })
      .work()
      .catch(expectKilled)
    await first.work()
    expect(await stateOf(first, importId)).toMatchObject({
      status: 'done',
      run: { rows: orders, imported: orders },
    })
    expect(await audit(shop.db)).toEqual([])
    const world = await worldOf(shop.db)
    expect(world).toMatchObject({ orders, timeline: orders, sums: [{ ordersPaid: orders }] })

    valueOf(await first.imports.undo(importId, '来源错误', ACTOR))
    await shop
      .open({ around: dying(2, 'before') })
      .work()
      .catch(expectKilled)
    await shop
      .open({ around: dying(2, 'after') })
      .work()
      .catch(expectKilled)
    expect((await stateOf(first, importId)).status).toBe('undoing')
    await first.work()
    expect(await stateOf(first, importId)).toMatchObject({
      status: 'undone',
      undo: { rows: orders, removed: orders, kept: 0 },
    })
    expect(await worldOf(shop.db)).toMatchObject({
      orders: 0,
      timeline: 0,
      sums: [], // whose only orders these were is nobody any more
    })
    expect(await audit(shop.db)).toEqual([])
  },
  TIMEOUT_MS,
)

function expectKilled(error: unknown): void {
  expect(error).toMatchObject({ message: 'killed' })
}
