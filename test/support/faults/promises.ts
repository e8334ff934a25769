import type { Db } from '../../../server/platform/mongo/index.js'

type Row = { _id: string; state: string; reason?: string }

const KEPT = new Set(['done', 'waiting', 'dead'])

/**
 * What holds after every story: what was acknowledged is kept, nothing is stuck, nothing died of a fault that a repeat
 * mends. Answers one sentence per broken promise.
 */
export async function brokenPromises(db: Db, acknowledged: readonly string[]): Promise<string[]> {
  const [inbox, outbox] = await Promise.all([rowsOf(db, 'inbox'), rowsOf(db, 'outbox')])
  const states = new Map(inbox.map(({ _id, state }) => [_id, state]))
  const lost = acknowledged
    .filter((key) => !KEPT.has(states.get(key) ?? ''))
    .map((key) => `acknowledged and not kept: ${key} is ${states.get(key) ?? 'not there'}`)
  const stuck = [...inbox, ...outbox]
    .filter(({ state }) => state === 'pending' || state === 'leased' || state === 'dead')
    .map(({ _id, state, reason = '' }) => `left ${state}: ${_id} ${reason}`)
  return [...lost, ...stuck]
}

const rowsOf = (db: Db, collection: string): Promise<Row[]> =>
  db.collection<Row>(collection).find().project<Row>({ state: 1, reason: 1 }).toArray()
