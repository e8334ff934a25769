import type { Db } from '../../server/platform/mongo/index.js'

/** One broken promise, with the id of what breaks it. Never a name, a phone or a payload. */
export type Finding = Readonly<{ invariant: string; subject: string; detail: string }>

type Violation = Readonly<{ _id: unknown; detail: string }>

/** A sentence about stored data that holds whenever nothing is under way. */
export type Invariant = Readonly<{
  name: string
  /** The promise in one English sentence, for the report. */
  promise: string
  find(db: Db): Promise<readonly Finding[]>
}>

/** Of each invariant: enough to see what is wrong; the rest shows when these are mended. */
const SHOWN = 50
const MAX_TIME_MS = 10 * 60_000

type Declared = Readonly<{
  name: string
  promise: string
  collection: string
  /** Answers one document `{ _id, detail }` per violation. */
  pipeline: readonly Readonly<Record<string, unknown>>[]
}>

/** An invariant that one read-only aggregation decides. */
export function invariantOf({ name, promise, collection, pipeline }: Declared): Invariant {
  return {
    name,
    promise,
    async find(db) {
      const found = await db
        .collection(collection)
        .aggregate<Violation>([...pipeline, { $limit: SHOWN }, { $project: { detail: 1 } }], {
          allowDiskUse: true,
          maxTimeMS: MAX_TIME_MS,
        })
        .toArray()
      return found.map(({ _id, detail }) => ({ invariant: name, subject: String(_id), detail }))
    },
  }
}

/** An aggregation expression that makes text of several parts; numbers and nulls included. */
export const text = (...parts: readonly unknown[]) => ({
  $concat: parts.map((part) =>
    typeof part === 'string' && !part.startsWith('$')
      ? part
      : { $ifNull: [{ $toString: part }, 'nothing'] },
  ),
})
