import type { PiiCipher } from '../crypto/index.js'
import type { Db } from '../mongo/index.js'
import type { Sweep } from '../personal-data/index.js'
import { OUTBOX, type OutboxRow } from './store.js'

const BATCH = 500
const MAX_TIME_MS = 30_000

/** Deletes deliveries that mention a person and are over, one way or the other. */
export function outboxSweep({ db, cipher }: Readonly<{ db: Db; cipher: PiiCipher }>): Sweep {
  const rows = db.collection<OutboxRow>(OUTBOX)
  return async (mentions, after) => {
    const found = await rows
      .find(after === null ? {} : { _id: { $gt: after } }, { maxTimeMS: MAX_TIME_MS })
      .project<Pick<OutboxRow, '_id' | 'state' | 'sealed'>>({ state: 1, sealed: 1 })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray()
    const about = found.filter(({ sealed }) => sealed !== '' && mentions(cipher.decrypt(sealed)))
    const over = about.filter(({ state }) => state === 'done' || state === 'dead')
    await rows.deleteMany({
      _id: { $in: over.map(({ _id }) => _id) },
      state: { $in: ['done', 'dead'] },
    })
    const last = found.length < BATCH ? null : (found.at(-1)?._id ?? null)
    return { after: last, left: about.length - over.length }
  }
}
