import { randomInt } from 'node:crypto'
import { AppError } from '../../../platform/errors/index.js'
import { isDuplicateKey, type Db, type Tx } from '../../../platform/mongo/index.js'
import { fenceCollection } from './rules.model.js'

/** Transactions at once take different slots, or one of two begins anew; so many are raised in one command. */
const SLOTS = 512

/**
 * Keeps what was decided by rules that are no longer in force from being committed. A transaction takes one slot for its
 * version; a slot that was raised above it refuses. To raise a slot waits for the transaction that has taken it. So once
 * all are raised, nothing that older rules decided can be committed any more, by no process, however long it slept: what
 * is applied to everybody after that meets everything that they have written.
 */
export function rulesFence(db: Db) {
  const slots = fenceCollection(db)
  return {
    /** In the transaction, before anything else. Throws `identity-moved-on` (retriable) when newer rules are in force. */
    async pass(version: number, tx: Tx): Promise<void> {
      const filter = { _id: randomInt(SLOTS), version: { $lte: version } }
      // `passed` makes it a write whatever the version was: only writes meet each other.
      const update = { $set: { version }, $inc: { passed: 1 } }
      try {
        await slots.updateOne(filter, update, { session: tx, upsert: true })
      } catch (error) {
        if (isDuplicateKey(error)) {
          throw new AppError('identity-moved-on', { retriable: true })
        }
        throw error
      }
    },

    /** Safe to repeat. Outside any transaction: it waits for those that are under way. */
    async raise(version: number): Promise<void> {
      await slots.bulkWrite(
        Array.from({ length: SLOTS }, (_, slot) => ({
          updateOne: { filter: { _id: slot }, update: { $max: { version } }, upsert: true },
        })),
        { ordered: false },
      )
    },
  }
}
