import { isDuplicateKey, type Db } from '../mongo/index.js'

export const CALL_ALARMS = 'call_alarms'

/** One document per platform and code; found by `_id`, and all of them together are few. */
type AlarmDocument = {
  _id: string
  platform: string
  /** The API that was refused last. */
  api: string
  code: string
  firstAt: Date
  lastAt: Date
}

export type CallAlarm = Omit<AlarmDocument, '_id'>

export type CallAlarms = {
  /** A platform refuses our settings. Costs one write a minute and code, however many calls are refused. */
  raise(alarm: Pick<CallAlarm, 'platform' | 'api' | 'code'>): Promise<void>
  /** Those of the last `withinMs`, newest first. */
  recent(withinMs: number): Promise<readonly CallAlarm[]>
}

type Options = Readonly<{ db: Db; monotonicMs?: () => number }>

const QUIET_MS = 60_000
const MAX_ALARMS = 100
const MAX_MS = 2_000

/** What platforms refuse because of our settings, in MongoDB: the process that shows it is seldom the one that met it. */
export function callAlarms({ db, monotonicMs = () => performance.now() }: Options): CallAlarms {
  const alarms = db.collection<AlarmDocument>(CALL_ALARMS)
  const raisedMs = new Map<string, number>()

  return {
    async raise({ platform, api, code }) {
      const _id = `${platform}:${code}`
      const nowMs = monotonicMs()
      if (nowMs - (raisedMs.get(_id) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) {
        return
      }
      raisedMs.set(_id, nowMs)
      const firstAt = { $ifNull: ['$firstAt', '$$NOW'] }
      const literal = { platform: { $literal: platform }, api: { $literal: api } }
      const told = { ...literal, code: { $literal: code }, firstAt, lastAt: '$$NOW' }
      try {
        await alarms.updateOne({ _id }, [{ $set: told }], { upsert: true })
      } catch (error) {
        if (!isDuplicateKey(error)) {
          throw error // else another process told it in this instant
        }
      }
    },

    async recent(withinMs) {
      const since = { $gte: ['$lastAt', { $subtract: ['$$NOW', withinMs] }] }
      const rows = await alarms
        .find({ $expr: since }, { projection: { _id: 0 }, maxTimeMS: MAX_MS })
        .sort({ lastAt: -1 })
        .limit(MAX_ALARMS)
        .toArray()
      return rows
    },
  }
}
