import type { PiiCipher } from '../../platform/crypto/index.js'
import type { Db } from '../../platform/mongo/index.js'
import type { Sweep } from '../../platform/personal-data/index.js'
import { inboxCollection, type InboxRow } from './inbox.model.js'

const BATCH = 500
const MAX_TIME_MS = 30_000
const NOBODY = 'erased'

/**
 * Removes the content of events that mention a person. That an event was there stays, so that nobody can send it again.
 * What still waits or lies dead keeps what it says about orders and loses who it is about.
 */
export function inboxSweep({ db, cipher }: Readonly<{ db: Db; cipher: PiiCipher }>): Sweep {
  const rows = inboxCollection(db)

  return async (mentions, after) => {
    const found = await rows
      .find(after === null ? {} : { _id: { $gt: after } }, { maxTimeMS: MAX_TIME_MS })
      .project<Pick<InboxRow, '_id' | 'state' | 'sealed' | 'partitionKey'>>({
        state: 1,
        sealed: 1,
        partitionKey: 1,
      })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray()
    let left = 0
    for (const row of found) {
      const payload = row.sealed === undefined ? '' : cipher.decrypt(row.sealed)
      const isAbout = { content: mentions(payload), key: mentions(row.partitionKey) }
      if (!isAbout.content && !isAbout.key) {
        continue
      }
      if (row.state === 'pending' || row.state === 'leased') {
        left += 1
        continue
      }
      const partition = isAbout.key ? { partitionKey: NOBODY } : {}
      const kept = isAbout.content && row.state !== 'done' ? { sealed: anonymous(payload) } : {}
      const isRemoved = isAbout.content && row.state === 'done'
      const { matchedCount } = await rows.updateOne({ _id: row._id, state: row.state }, [
        {
          $set: {
            ...partition,
            ...kept,
            ...(isRemoved ? { contentRemovedAt: '$$NOW' } : {}),
          },
        },
        ...(isRemoved ? [{ $unset: 'sealed' }] : []),
      ])
      left += matchedCount === 0 ? 1 : 0
    }
    return { after: found.length < BATCH ? null : (found.at(-1)?._id ?? null), left }
  }

  function anonymous(payload: string): string {
    return cipher.encrypt(withoutPerson(payload))
  }
}

/** An event of the open API without its identifiers; of any other nothing is left. */
function withoutPerson(payload: string): string {
  try {
    const { event, ...rest } = JSON.parse(payload) as { event?: Record<string, unknown> }
    if (event !== undefined) {
      return JSON.stringify({ ...rest, event: { ...event, identifiers: {} } })
    }
  } catch {
    // not JSON: a callback in XML
  }
  return '{}'
}
