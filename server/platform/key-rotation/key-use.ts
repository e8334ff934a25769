import { AppError } from '../errors/index.js'
import { serverClock, type Db } from '../mongo/index.js'
import { every } from '../queue/index.js'

export const KEYS = 'platform_keys'

/** `platform_keys`: one document per key of PII_KEYS that ever encrypted something; found by `_id` alone. */
export type KeyDocument = {
  _id: string
  /** When a process last said that it encrypts with this key; the database's time. */
  encryptingAt: Date
  /** Values under this key when they were last counted. */
  left?: number
  countedAt?: Date
  /** Nothing is under this key any more, and nobody encrypts with it. */
  clearedAt?: Date
}

/** How often a process says with which key it encrypts … */
export const BEAT_MS = 20_000
/** … and after how long a silence it does so no more. */
export const QUIET_MS = 90_000

export type KeyReading = Readonly<{
  keyId: string
  isCurrent: boolean
  /** Among PII_KEYS of this process. */
  isGiven: boolean
  /** Some process encrypts with it, by what it said last. */
  isEncrypting: boolean
  left: number | null
  countedAt: Date | null
  clearedAt: Date | null
}>

type Deps = Readonly<{
  db: Db
  /** The ids of PII_KEYS, the one that encrypts first. */
  keyIds: readonly string[]
}>

export type KeyUse = ReturnType<typeof keyUse>

/** Keeps account of which keys are still needed to open what is stored. */
export function keyUse({ db, keyIds }: Deps) {
  const keys = db.collection<KeyDocument>(KEYS)
  const clock = serverClock(db)
  const [currentId = ''] = keyIds

  /** This process encrypts with its first key: whoever wants to take that key out must wait. */
  async function beat(): Promise<void> {
    const inUse = { $set: { encryptingAt: clock.now() }, $unset: { clearedAt: '' as const } }
    await keys.updateOne({ _id: currentId }, inUse, { upsert: true })
  }

  const all = () => keys.find().sort({ _id: 1 }).toArray()

  return {
    currentId,

    /**
     * Before anything is read or sealed. Throws `pii-key-missing` (naming the key ids) while stored values need a key
     * that is not given: the start ends there, rather than each request that meets such a value.
     */
    async admit(): Promise<void> {
      const needed = (await all()).filter(({ clearedAt }) => clearedAt === undefined)
      const missing = needed.map(({ _id }) => _id).filter((id) => !keyIds.includes(id))
      if (missing.length > 0) {
        throw new AppError('pii-key-missing', {
          detail:
            `PII_KEYS: lacks ${missing.join(', ')}, which stored values are still encrypted with. ` +
            'Put it back behind the first key; the health page says when it may be taken out.',
        })
      }
      await beat()
    },

    /** Goes on saying that this process encrypts. */
    keepBeating: (onError: (error: unknown) => void) => every(BEAT_MS, beat, onError),

    /** Keys that values may still be sealed under, besides the current one. */
    async olderIds(): Promise<string[]> {
      const needed = (await all()).filter(({ clearedAt }) => clearedAt === undefined)
      return needed.map(({ _id }) => _id).filter((id) => id !== currentId)
    },

    async counted(keyId: string, left: number): Promise<void> {
      await keys.updateOne({ _id: keyId }, { $set: { left, countedAt: clock.now() } })
    },

    /**
     * Marks a key under which nothing was found in a count that began at `countBegan`; false while a process may have
     * encrypted with it since.
     */
    async clear(keyId: string, countBegan: Date): Promise<boolean> {
      const quietSince = new Date(countBegan.getTime() - QUIET_MS)
      const { matchedCount } = await keys.updateOne(
        { _id: keyId, encryptingAt: { $lt: quietSince } },
        { $set: { clearedAt: clock.now(), left: 0 } },
      )
      return matchedCount === 1
    },

    now: () => clock.now(),

    /** For the health page: every key that is given, or still needed. */
    async readings(): Promise<KeyReading[]> {
      const now = clock.now().getTime()
      const known = await all()
      return known
        .filter(({ _id, clearedAt }) => clearedAt === undefined || keyIds.includes(_id))
        .map(({ _id, encryptingAt, left, countedAt, clearedAt }) => ({
          keyId: _id,
          isCurrent: _id === currentId,
          isGiven: keyIds.includes(_id),
          isEncrypting: now - encryptingAt.getTime() < QUIET_MS,
          left: left ?? null,
          countedAt: countedAt ?? null,
          clearedAt: clearedAt ?? null,
        }))
    },
  }
}
