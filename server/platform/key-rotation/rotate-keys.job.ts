import { z } from 'zod'
import type { PiiCipher } from '../crypto/index.js'
import { defineJob, type Job, type JobContext } from '../jobs/index.js'
import type { Db } from '../mongo/index.js'
import type { KeyUse } from './key-use.js'
import { replacement, sealedUnder, valuesIn, type SealedPlace } from './sealed-place.js'

const BATCH = 500

type Deps = Readonly<{
  db: Db
  cipher: PiiCipher
  keys: KeyUse
  places: readonly SealedPlace[]
  /** Smaller ones let a test stop halfway. */
  batch?: number
}>

/** Where a round has come to: the place, the last `_id` there, and what was done so far. */
const Position = z.object({
  place: z.int(),
  after: z.string().nullable(),
  changed: z.int(),
  unreadable: z.int(),
})
type Position = z.infer<typeof Position>
const BEGINNING: Position = { place: 0, after: null, changed: 0, unreadable: 0 }

type SealedDocument = { _id: string } & Record<string, unknown>

/**
 * Encrypts under the first key of PII_KEYS what lies under an older one, place by place in the order of the ids. A killed
 * round goes on at its cursor. Whoever changes a value meanwhile wins: a write names the ciphertext that it replaces.
 * At the end everything is counted anew, and a key that nothing needs is marked so.
 */
export function rotateKeysJob({ db, cipher, keys, places, batch = BATCH }: Deps): Job {
  const inPlace = ({ collection }: SealedPlace) => db.collection<SealedDocument>(collection)

  /** Null: the value does not open; it stays, so that nobody takes its key away. */
  function sealedAnew(sealed: string): string | null {
    try {
      return cipher.encrypt(cipher.decrypt(sealed))
    } catch {
      return null
    }
  }

  /** One batch; `after`: null when the place has no more. */
  async function work(place: SealedPlace, older: readonly string[], after: string | null) {
    const under = sealedUnder(place, older)
    const later = after === null ? {} : { _id: { $gt: after } }
    const found = await inPlace(place)
      .find({ ...under, ...later })
      .project<SealedDocument>({ [place.list ?? place.field]: 1 })
      .sort({ _id: 1 })
      .limit(batch)
      .toArray()
    const isOlder = (value: string) => older.some((keyId) => value.startsWith(`${keyId}.`))
    const sealed = found.flatMap((document) =>
      valuesIn(place, document)
        .filter(isOlder)
        .map((before) => ({ _id: document._id, before, after: sealedAnew(before) })),
    )
    const operations = sealed.flatMap(({ after: fresh, ...one }) =>
      fresh === null ? [] : replacement(place, { ...one, after: fresh }),
    )
    if (operations.length > 0) {
      await inPlace(place).bulkWrite(operations, { ordered: false })
    }
    return {
      changed: operations.length,
      unreadable: sealed.length - operations.length,
      after: found.length < batch ? null : (found.at(-1)?._id ?? null),
    }
  }

  async function countLeft(keyId: string): Promise<number> {
    const counts = await Promise.all(
      places.map((place) => inPlace(place).countDocuments(sealedUnder(place, [keyId]))),
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }

  /** Counts what is under each older key; answers those that are still needed. */
  async function settle(older: readonly string[]): Promise<string[]> {
    const needed: string[] = []
    for (const keyId of older) {
      const began = keys.now()
      const left = await countLeft(keyId)
      const isCleared = left === 0 && (await keys.clear(keyId, began))
      if (!isCleared) {
        await keys.counted(keyId, left)
        needed.push(keyId)
      }
    }
    return needed
  }

  async function begin(older: readonly string[]): Promise<Position> {
    for (const keyId of older) {
      await keys.counted(keyId, await countLeft(keyId))
    }
    return BEGINNING
  }

  async function run({ cursor, saveCursor, isStopping }: JobContext): Promise<string | null> {
    const older = await keys.olderIds()
    if (older.length === 0) {
      await saveCursor(null)
      return null
    }
    let at = cursor === null ? await begin(older) : Position.parse(JSON.parse(cursor))
    for (let place = places[at.place]; place !== undefined; place = places[at.place]) {
      if (isStopping()) {
        return `停在半路，已换 ${at.changed} 条`
      }
      const done = await work(place, older, at.after)
      at = {
        place: done.after === null ? at.place + 1 : at.place,
        after: done.after,
        changed: at.changed + done.changed,
        unreadable: at.unreadable + done.unreadable,
      }
      await saveCursor(JSON.stringify(at))
    }
    const needed = await settle(older)
    await saveCursor(null)
    return summary(at, { older, needed })
  }

  return defineJob({
    name: 'platform.rotate-pii-keys',
    title: '个人信息换密钥',
    schedule: { dailyAt: '04:40' },
    run,
  })
}

function summary(
  { changed, unreadable }: Position,
  { older, needed }: { older: readonly string[]; needed: readonly string[] },
): string {
  const free = older.filter((id) => !needed.includes(id))
  return [
    `换了 ${changed} 条`,
    ...(unreadable > 0 ? [`${unreadable} 条打不开`] : []),
    ...(free.length > 0 ? [`${free.join('、')} 可以从 PII_KEYS 里去掉`] : []),
    ...(needed.length > 0 ? [`${needed.join('、')} 还要留着`] : []),
  ].join('，')
}
