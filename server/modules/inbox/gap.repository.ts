import { randomUUID } from 'node:crypto'
import { isDuplicateKey, type Db } from '../../platform/mongo/index.js'
import { gapCollection, type GapCause, type GapDocument } from './inbox.model.js'

/** How long closing a gap stays with a process that has fallen silent over it. */
const CLOSING_MS = 10_000
const ID = 'gap'

const inMs = (ms: number, from: unknown = '$$NOW') => ({
  $dateAdd: { startDate: from, unit: 'millisecond', amount: ms },
})
const LONG_AGO = new Date(0)

type Opening = Readonly<{
  cause: GapCause
  refused: number
  /** Not closed earlier than this after its opening… */
  settleMs: number
  /** …and than this after the last pull, so that pulls do not follow each other. */
  pauseMs: number
}>

/** The one gap that is open, or none. All times are the database's. */
export function gapRepository(db: Db) {
  const gaps = gapCollection(db)

  async function join({ cause, refused, settleMs, pauseMs }: Opening): Promise<void> {
    const afterPause = inMs(pauseMs, { $ifNull: ['$requestedAt', LONG_AGO] })
    const opened = {
      openedAt: { $ifNull: ['$openedAt', '$$NOW'] },
      // Refusals say more than that a process began.
      cause: cause === 'start' ? { $ifNull: ['$cause', cause] } : cause,
      refused: { $add: [{ $ifNull: ['$refused', 0] }, refused] },
      notBefore: { $ifNull: ['$notBefore', { $max: [inMs(settleMs), afterPause] }] },
    }
    await gaps.updateOne({ _id: ID }, [{ $set: opened }], { upsert: true })
  }

  return {
    /** Opens a gap, or joins the one that is open. */
    async open(opening: Opening): Promise<void> {
      try {
        await join(opening)
      } catch (error) {
        if (!isDuplicateKey(error)) {
          throw error
        }
        await join(opening) // two processes made the first one at once
      }
    },

    /** Takes the closing of the gap for a while; null when none is open, it is not time, or another process is at it. */
    async beginClosing(): Promise<GapDocument | null> {
      const isTime = { $lte: ['$notBefore', '$$NOW'] }
      const isFree = { $lt: [{ $ifNull: ['$closingUntil', LONG_AGO] }, '$$NOW'] }
      const closing = { token: randomUUID(), closingUntil: inMs(CLOSING_MS) }
      return gaps.findOneAndUpdate(
        { _id: ID, openedAt: { $exists: true }, $expr: { $and: [isTime, isFree] } },
        [{ $set: closing }],
        { returnDocument: 'after' },
      )
    },

    /** The pull was asked for. What was refused since closing began leaves the gap open for another one. */
    async close({ token, refused }: GapDocument): Promise<boolean> {
      const mine = { _id: ID, ...(token === undefined ? {} : { token }) }
      const { openedAt, cause } = { openedAt: '$openedAt', cause: '$cause' }
      const { matchedCount } = await gaps.updateOne(
        { ...mine, ...(refused === undefined ? {} : { refused }) },
        [
          {
            $set: {
              requestedAt: '$$NOW',
              last: { openedAt, cause, refused: '$refused', closedAt: '$$NOW' },
            },
          },
          { $unset: ['openedAt', 'cause', 'refused', 'notBefore', 'token', 'closingUntil'] },
        ],
      )
      if (matchedCount === 0) {
        await gaps.updateOne(mine, [
          { $set: { requestedAt: '$$NOW' } },
          { $unset: ['token', 'closingUntil'] },
        ])
      }
      return matchedCount === 1
    },

    read: (): Promise<GapDocument | null> => gaps.findOne({ _id: ID }),
  }
}
