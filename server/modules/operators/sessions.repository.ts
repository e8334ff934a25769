import type { Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { ATTEMPT_WINDOW_MS, type AttemptCount, type Session } from './operators.domain.js'
import {
  attemptModel,
  sessionModel,
  type AttemptDocument,
  type SessionDocument,
} from './operators.model.js'

export type SessionsRepository = ReturnType<typeof sessionsRepository>
export function sessionsRepository(db: Connection) {
  const sessions = sessionModel(db)
  const attempts = attemptModel(db)
  return {
    async insert(session: Session, tokenHash: string, { tx }: { tx: Tx }): Promise<void> {
      const { sessionId: _id, ...fields } = session
      const document = { ...fields, _id, tokenHash, revokedAt: null }
      await sessions.create([document], { session: tx })
    },

    /** The session of this token unless it was ended; it may be over by time. */
    async findByToken(tokenHash: string): Promise<Session | null> {
      const found = await sessions.findOne({ tokenHash }).lean<SessionDocument>()
      if (found === null || found.revokedAt !== null) {
        return null
      }
      const { _id, operatorId, createdAt, lastSeenAt, endsAt } = found
      return { sessionId: _id, operatorId, createdAt, lastSeenAt, endsAt }
    },

    async seen(sessionId: Id<'ses'>, at: Date): Promise<void> {
      await sessions.updateOne({ _id: sessionId, revokedAt: null }, { $max: { lastSeenAt: at } })
    },

    /** Ends the session; false: it was over before. */
    async revoke(sessionId: Id<'ses'>, at: Date, { tx }: { tx: Tx }): Promise<boolean> {
      const live = { _id: sessionId, revokedAt: null }
      const ended = await sessions.updateOne(live, { $set: { revokedAt: at } }, { session: tx })
      return ended.matchedCount > 0
    },

    async revokeAll(operatorId: Id<'opr'>, at: Date, { tx }: { tx?: Tx } = {}): Promise<void> {
      const options = tx === undefined ? {} : { session: tx }
      const live = { operatorId, revokedAt: null }
      await sessions.updateMany(live, { $set: { revokedAt: at } }, options)
    },

    /**
     * Counts an attempt under this key in one update, so that no two processes hear the same guess, and answers how
     * many there were in its window, this one included.
     */
    async countAttempt(key: string, now: Date): Promise<AttemptCount> {
      const isOver = { $lte: [{ $ifNull: ['$windowEndsAt', now] }, now] }
      const windowEndsAt = new Date(now.getTime() + ATTEMPT_WINDOW_MS)
      const counted = await attempts
        .findOneAndUpdate(
          { _id: key },
          [
            {
              $set: {
                count: { $cond: [isOver, 1, { $add: ['$count', 1] }] },
                windowEndsAt: { $cond: [isOver, windowEndsAt, '$windowEndsAt'] },
              },
            },
          ],
          { upsert: true, returnDocument: 'after', updatePipeline: true },
        )
        .lean<AttemptDocument>()
      return counted ?? { count: 1, windowEndsAt }
    },

    /** Takes one attempt off again: it was no guess. */
    async uncountAttempt(key: string): Promise<void> {
      await attempts.updateOne({ _id: key, count: { $gt: 0 } }, { $inc: { count: -1 } })
    },

    async forgetAttempts(key: string): Promise<void> {
      await attempts.deleteOne({ _id: key })
    },
  }
}
