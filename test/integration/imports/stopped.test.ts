import type { InTransaction, Tx } from '../../../server/platform/mongo/index.js'
import { ACTOR, check, stateOf, upload, useWorkshop, valueOf } from './workshop.js'

const shop = useWorkshop('_imports_stopped')

const ROWS = 30
const content = `会员号,手机号\n${Array.from({ length: ROWS }, (_, n) => `S${n},1380099${1000 + n}`).join('\n')}\n`

type Work = (tx: Tx) => Promise<unknown>

// Guarantee: told to stop while a batch is written, an import brings nothing of that batch, and does not write it a second
// time only to take it back.
test('a batch that is overtaken by a stop is written once at most and taken back', async () => {
  const operator = shop.open()
  const importId = await upload(operator, { content })
  await check(operator, importId)
  valueOf(await operator.imports.run(importId, ACTOR))

  const inTimeline = (tx?: Tx) =>
    shop.db.collection('timeline').countDocuments({}, tx === undefined ? {} : { session: tx })
  let attempts = 0
  const written: number[] = []
  const overtaken = (inTransaction: InTransaction): InTransaction =>
    ((options: never, work: Work) =>
      inTransaction(options, (async (tx: Tx) => {
        attempts += 1
        await inTimeline(tx) // from here on the transaction sees this moment
        if (attempts === 1) {
          valueOf(await operator.imports.stop(importId, ACTOR))
        }
        const answer = await work(tx)
        written.push(await inTimeline(tx))
        return answer
      }) as never)) as unknown as InTransaction
  await shop.open({ around: overtaken }).work()

  expect({ attempts, written }).toEqual({ attempts: 2, written: [0] })
  expect(await stateOf(operator, importId)).toMatchObject({ status: 'stopped', run: { rows: 0 } })
  expect(await inTimeline()).toBe(0)

  valueOf(await operator.imports.run(importId, ACTOR))
  await operator.work()
  expect(await stateOf(operator, importId)).toMatchObject({
    status: 'done',
    run: { rows: ROWS, imported: ROWS },
  })
})
