import type { Db } from '../../../server/platform/mongo/index.js'

type Row = { _id: string; state: string; reason?: string; contentHash?: string }

/** Their key is made of what they say, so what they say is stored once. */
const KEYED_BY_CONTENT = /^(wecom:[0-9a-f]{64}|open:)/

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
  const told = inbox.flatMap(({ _id, contentHash }) =>
    KEYED_BY_CONTENT.test(_id) ? [contentHash ?? _id] : [],
  )
  const twice = told
    .filter((hash, at) => told.indexOf(hash) !== at)
    .map((hash) => `one delivery stored twice: ${hash}`)
  return [...lost, ...stuck, ...twice]
}

const rowsOf = (db: Db, collection: string): Promise<Row[]> =>
  db
    .collection<Row>(collection)
    .find()
    .project<Row>({ state: 1, reason: 1, contentHash: 1 })
    .toArray()
