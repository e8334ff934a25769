import { randomUUID } from 'node:crypto'
import { allMigrations } from '../../../server/composition/catalogues.js'
import { inboxCollection, type InboxRow } from '../../../server/modules/inbox/inbox.model.js'
import { inboxWriter } from '../../../server/modules/inbox/inbox.writer.js'
import { connect, runMigrations, type Db } from '../../../server/platform/mongo/index.js'
import { figure, type Figure } from '../figure.js'
import { withDatabase, type Stage } from '../stage.js'
import { inPairs, paired, secondsOf } from '../statistics.js'

const IN_FLIGHT = 256
const RAW_BATCH = 1_000
const SIZES = { full: { pairs: 7, rows: 10_000 }, quick: { pairs: 3, rows: 1_000 } } as const

/** The micro-batched writer by itself, against the driver's `insertMany` of whole thousands into the same collection. */
export async function insertFigures(stage: Stage): Promise<Figure[]> {
  const { pairs, rows } = SIZES[stage.isQuick ? 'quick' : 'full']
  const db = await connect(withDatabase(stage.mongoUri, stage.freshDatabase('inserts')))
  try {
    await runMigrations(db, allMigrations)
    const rate = (insert: (documents: InboxRow[]) => Promise<unknown>) => async () => {
      const documents = Array.from({ length: rows }, rowOf)
      return rows / (await secondsOf(() => insert(documents)))
    }
    const measured = rate((documents) => throughWriter(db, documents))
    const floor = rate((documents) => raw(db, documents))
    await measured()
    const result = paired(await inPairs(pairs, { measured, floor }), 'more')
    return [
      figure({
        ...result,
        name: `inbox writer by itself, ${IN_FLIGHT} in flight`,
        unit: 'rows/s',
        floor: { name: `insertMany of ${RAW_BATCH}, one after the other`, value: result.floor },
      }),
    ]
  } finally {
    await db.close()
  }
}

async function throughWriter(db: Db, documents: readonly InboxRow[]): Promise<void> {
  const writer = inboxWriter(db)
  const left = [...documents]
  const lane = async () => {
    for (let row = left.pop(); row !== undefined; row = left.pop()) {
      await writer.insert(row)
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
}

async function raw(db: Db, documents: InboxRow[]): Promise<void> {
  for (let start = 0; start < documents.length; start += RAW_BATCH) {
    const batch = documents.slice(start, start + RAW_BATCH)
    await inboxCollection(db).insertMany(batch, { ordered: false })
  }
}

/** As a callback about a contact leaves it. */
function rowOf(_: unknown, index: number): InboxRow {
  const now = new Date()
  const id = randomUUID().replaceAll('-', '')
  return {
    _id: `wecom:${id}${id}`,
    source: 'wecom',
    type: 'contact.edited',
    partitionKey: `external_userid:ww0123456789abcdef:wm${id}`,
    lane: 'normal',
    seq: now.getTime() * 4_096 + index,
    occurredAt: now,
    receivedAt: now,
    contentHash: `${id}${id}`,
    sealed: `k1.${'A'.repeat(640)}`,
    state: 'pending',
    dueAt: now,
    attempts: 0,
  }
}
