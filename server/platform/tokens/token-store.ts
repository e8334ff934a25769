import { randomUUID } from 'node:crypto'
import type { Connection } from 'mongoose'
import { isDuplicateKey } from '../mongo/index.js'

export type TokenCipher = { encrypt(text: string): string; decrypt(text: string): string }

/** Found by `_id` alone; no other index. */
type TokenDocument = {
  _id: string
  /** Encrypted. */
  token: string | null
  expiresAt: Date
  /** From here on one process fetches a new one while all go on using this one. */
  refreshAt: Date
  refreshLeasedUntil: Date
  /** Of the process that refreshes now; its write is fenced by it. */
  refreshToken: string | null
}

export type StoredToken = Readonly<{
  /** Null when there is none, or none that our keys open. */
  token: string | null
  sealed: string | null
  /** May still be used for this long; 0 or less: not at all. */
  usableMs: number
  refreshDue: boolean
}>

/** Longer than a fetch takes (its time-out is below), short enough for the others to wait out a killed process. */
const LEASE_MS = 5_000
/** A token this near its end is not used any more: the call takes time, too. */
const END_MARGIN_MS = 30_000
const REFRESH_AHEAD_MS = 5 * 60_000
const LONG_AGO = new Date(0)

const USABLE_MS = { $subtract: [{ $subtract: ['$expiresAt', '$$NOW'] }, END_MARGIN_MS] }
/** By the plan, or because a token with a very short life is of no use already. */
const REFRESH_DUE = { $or: [{ $lte: ['$refreshAt', '$$NOW'] }, { $lte: [USABLE_MS, 0] }] }

/** The tokens in MongoDB. All times are the database's own (`$$NOW`): processes may disagree about the hour. */
export function tokenStore(db: Connection, cipher: TokenCipher) {
  const tokens = db.collection<TokenDocument>('platform_tokens')

  async function ensure(name: string): Promise<void> {
    const empty = {
      token: null,
      expiresAt: LONG_AGO,
      refreshAt: LONG_AGO,
      refreshLeasedUntil: LONG_AGO,
      refreshToken: null,
    }
    try {
      await tokens.updateOne({ _id: name }, { $setOnInsert: empty }, { upsert: true })
    } catch (error) {
      if (!isDuplicateKey(error)) {
        throw error
      }
    }
  }

  return {
    async read(name: string): Promise<StoredToken> {
      const projection = { token: 1, usableMs: USABLE_MS, refreshDue: REFRESH_DUE }
      const [row] = await tokens
        .aggregate<{
          token: string | null
          usableMs: number
          refreshDue: boolean
        }>([{ $match: { _id: name } }, { $project: projection }])
        .toArray()
      if (row === undefined) {
        await ensure(name)
        return { token: null, sealed: null, usableMs: 0, refreshDue: true }
      }
      const token = open(cipher, row.token)
      const usable = token === null ? 0 : Number(row.usableMs)
      return { token, sealed: row.token, usableMs: usable, refreshDue: row.refreshDue }
    },

    /** The right to refresh, for one process at a time; null when another has it or has just used it. */
    async lease(name: string): Promise<string | null> {
      const refreshToken = randomUUID()
      const free = { $expr: { $and: [{ $lte: ['$refreshLeasedUntil', '$$NOW'] }, REFRESH_DUE] } }
      const take = { refreshLeasedUntil: { $add: ['$$NOW', LEASE_MS] }, refreshToken }
      const { matchedCount } = await tokens.updateOne({ _id: name, ...free }, [{ $set: take }])
      return matchedCount === 1 ? refreshToken : null
    },

    /** False when the lease had lapsed and another process took it: theirs counts. */
    async save(name: string, refreshToken: string, fresh: { token: string; lifeMs: number }) {
      const { lifeMs } = fresh
      // A short life is halved, so that a platform which answers its old token until the end is not asked at each call.
      const quietMs = lifeMs > 2 * REFRESH_AHEAD_MS ? lifeMs - REFRESH_AHEAD_MS : lifeMs / 2
      const next = {
        token: { $literal: cipher.encrypt(fresh.token) },
        expiresAt: { $add: ['$$NOW', lifeMs] },
        refreshAt: { $add: ['$$NOW', quietMs] },
        refreshLeasedUntil: LONG_AGO,
        refreshToken: null,
      }
      const { matchedCount } = await tokens.updateOne({ _id: name, refreshToken }, [{ $set: next }])
      return matchedCount === 1
    },

    async release(name: string, refreshToken: string): Promise<void> {
      const free = { refreshLeasedUntil: LONG_AGO, refreshToken: null }
      await tokens.updateOne({ _id: name, refreshToken }, { $set: free })
    },

    /** Ends this very token; a newer one stays. */
    async expire(name: string, sealed: string): Promise<void> {
      const ended = { expiresAt: LONG_AGO, refreshAt: LONG_AGO }
      await tokens.updateOne({ _id: name, token: sealed }, { $set: ended })
    },
  }
}

function open(cipher: TokenCipher, sealed: string | null): string | null {
  if (sealed === null) {
    return null
  }
  try {
    return cipher.decrypt(sealed)
  } catch {
    return null // its key was rotated away: as if there were none, a new one costs one call
  }
}
