import type { mongo } from 'mongoose'
import type { Lane } from '../../platform/pipeline/index.js'
import type { InboxRow } from './inbox.model.js'

export type Claimed = Readonly<{ token: string; rows: readonly InboxRow[] }>

/** Rows of one partition that are compared; those behind are given back and come again. */
const MAX_COMPARED = 2_000

/** Of what this token holds, the rows that no earlier unfinished row of their partition precedes. One read. */
export async function inOrder(
  rows: mongo.Collection<InboxRow>,
  lane: Lane,
  { token, rows: held }: Claimed,
): Promise<InboxRow[]> {
  const partitions = [...new Set(held.map(({ partitionKey }) => partitionKey))]
  const last = Math.max(...held.map(({ seq }) => seq))
  const unfinished = await rows
    .find({
      partitionKey: { $in: partitions },
      state: { $in: ['pending', 'leased'] },
      seq: { $lte: last },
      // A welcome code lives 20 s and its step reads the platform anew: it waits for nothing in the slow lane.
      ...(lane === 'fast' ? { lane } : {}),
    })
    .project<Pick<InboxRow, '_id' | 'partitionKey' | 'seq' | 'token'>>({
      partitionKey: 1,
      seq: 1,
      token: 1,
    })
    .sort({ seq: 1 })
    .limit(MAX_COMPARED)
    .batchSize(MAX_COMPARED)
    .toArray()
  const known = new Set(unfinished.filter((row) => row.token === token).map(({ _id }) => _id))
  const firstOther = new Map<string, number>()
  for (const { partitionKey, seq } of unfinished.filter((row) => row.token !== token)) {
    firstOther.set(partitionKey, Math.min(seq, firstOther.get(partitionKey) ?? seq))
  }
  return held.filter(
    ({ _id, partitionKey, seq }) =>
      known.has(_id) && seq < (firstOther.get(partitionKey) ?? Infinity),
  )
}
