import { z } from 'zod'
import type { Db } from '../../../server/platform/mongo/index.js'
import { outboxEvent } from '../../../server/platform/outbox/index.js'
import { defineStep, verdict, type AnyStep } from '../../../server/platform/pipeline/index.js'

export const Counted = outboxEvent('test.counted', z.object({ key: z.string() }))
const Data = z.object({
  n: z.number().default(1),
  poison: z.boolean().optional(),
  retry: z.boolean().optional(),
  dead: z.boolean().optional(),
  waitFor: z.string().optional(),
  appears: z.string().optional(),
})

type Line = { _id: string; at: number; n: number }

/** Adds one line per event to a collection: what a step of a module would do with its own. */
export function countingStep(db: Db): AnyStep<never> {
  const lines = db.collection<Line>('lines')
  return defineStep<{ next: number }, Line, never>({
    name: 'counting',
    handles: ({ type }) => type === 'test.happened',
    gather: async () => ({ next: await lines.countDocuments() }),
    decide(happened, { next }) {
      const data = Data.parse(happened.data)
      if (data.dead === true) {
        return verdict.dead('told-so')
      }
      if (data.retry === true) {
        return verdict.retry('not-yet')
      }
      if (data.waitFor !== undefined) {
        return verdict.wait(data.waitFor, 'too early')
      }
      const n = data.poison === true ? Number.NaN : data.n
      const change = { _id: happened.key, at: next, n }
      const outbox = [Counted({ key: happened.key })]
      const appeared = data.appears === undefined ? [] : [data.appears]
      return { kind: 'ok', change, outbox, appeared }
    },
    apply: ({ next }) => ({ next: next + 1 }),
    async write(changes, tx) {
      if (changes.some(({ n }) => Number.isNaN(n))) {
        throw new Error('poison')
      }
      await lines.insertMany([...changes], { session: tx })
    },
  })
}

/** The events that were worked, in the order in which they were decided. */
export const linesOf = async (db: Db): Promise<string[]> =>
  (await db.collection<Line>('lines').find().sort({ at: 1 }).toArray()).map(({ _id }) => _id)
