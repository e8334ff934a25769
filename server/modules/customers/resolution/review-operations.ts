import type { mongo } from 'mongoose'
import { sha256Hex } from '../../../platform/crypto/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { HistoryDocument } from '../identity.documents.js'
import type { Held } from './resolve.domain.js'
import { evidenceMark } from './evidence-mark.js'
import type { PendingDocument, ReviewDocument } from './reviews.model.js'
import type { Settled } from './settle.domain.js'
import { namesOfWaiting } from './waiting.domain.js'
import type { World } from './world.domain.js'

type Parts = Readonly<{
  gathered: Readonly<{
    reviews: readonly ReviewDocument[]
    /** With everything of the batch in it. */
    world: World
  }>
  settled: readonly Readonly<{ settled: Settled; cause: HistoryDocument['cause'] }>[]
}>

const ID_CHARS = 32

/** The same conflict has the same name, whenever it is found. */
export const reviewId = ({ step, keys }: Pick<Held, 'step' | 'keys'>): string =>
  `rev_${sha256Hex(JSON.stringify([step, ...keys])).slice(0, ID_CHARS)}`

/**
 * Opens what contradicts itself now, settles what does no more, brings back what was put aside on other evidence, and
 * puts on the list what waits.
 */
export function reviewOperations(
  { gathered, settled }: Parts,
  worthOf: (keys: readonly IdentifierKey[]) => number,
) {
  const now = new Date()
  const weighed = (keys: readonly IdentifierKey[]) => ({ netFen: worthOf(keys), weighedAt: now })
  const open = new Map<string, Held>()
  const looked = new Set<IdentifierKey>()
  // A later event of the batch has seen more.
  for (const { settled: one } of settled.filter((s) => s.settled.waits === null)) {
    one.keys.forEach((key) => looked.add(key))
    for (const [id, held] of open) {
      if (held.keys.some((key) => one.keys.includes(key))) {
        open.delete(id)
      }
    }
    one.held.forEach((held) => open.set(reviewId(held), held))
  }
  const known = new Set(gathered.reviews.map(({ _id }) => _id))
  const fresh = [...open].filter(([id]) => !known.has(id))
  const over = gathered.reviews.filter(
    ({ _id, keys }) => !open.has(_id) && keys.some((key) => looked.has(key)),
  )
  const upserts: mongo.AnyBulkWriteOperation<ReviewDocument>[] = [
    ...fresh.map(([_id, { step, keys }]) => ({
      updateOne: {
        filter: { _id },
        update: {
          $set: { state: 'open' as const, openedAt: now, ...weighed(keys) },
          $setOnInsert: { step, keys: [...keys] },
          $unset: { settledAt: '' as const, aside: '' as const },
        },
        upsert: true,
      },
    })),
    ...backInQueue(gathered).map(({ _id, keys }) => ({
      updateOne: {
        filter: { _id },
        update: { $set: weighed(keys), $unset: { aside: '' as const } },
      },
    })),
    ...over.map(({ _id }) => ({
      updateOne: {
        filter: { _id },
        update: { $set: { state: 'settled' as const, settledAt: now } },
      },
    })),
  ]
  const waiting = waitingIn({ gathered, settled }, now)
  return { upserts, waiting }
}

/** Put aside on what was seen then, and now something else is; as far as all of it was read. */
function backInQueue({ reviews, world }: Parts['gathered']): ReviewDocument[] {
  return reviews.filter(({ keys, aside }) => {
    if (aside === undefined || !keys.every((key) => world.core.has(key))) {
      return false
    }
    const ids = new Set(keys.flatMap((key) => [...(world.linkIds.get(key) ?? [])]))
    const links = [...ids].flatMap((id) => world.links.get(id) ?? [])
    return evidenceMark(keys, links) !== aside.evidence
  })
}

/** Enough to find the rest again. */
const MAX_NAMED = 50

/** A component that waits, with what was read around it. */
export type Waiting = Readonly<{
  /** Of the row, when none knows it yet. */
  pendingId: string
  read: readonly IdentifierKey[]
  events: number
  told: Readonly<Pick<PendingDocument, 'keys' | 'why' | 'lastAt' | 'lastEventId'>>
}>

/** One for each component: the same row for every event that meets it. */
function waitingIn({ gathered: { world }, settled }: Parts, now: Date): Waiting[] {
  const waiting = settled.filter(
    ({ settled: { waits, keys } }) => waits !== null && keys.length > 0,
  )
  if (waiting.length === 0) {
    return []
  }
  const nameOf = namesOfWaiting(world)
  const rows = new Map<string, (typeof waiting)[number][]>()
  for (const one of waiting) {
    const [first] = one.settled.keys
    const name = first === undefined ? '' : nameOf(first)
    rows.set(name, [...(rows.get(name) ?? []), one])
  }
  return [...rows].flatMap(([name, events]): Waiting[] => {
    const last = events.at(-1)
    if (last === undefined || last.settled.waits === null) {
      return []
    }
    const { keys, waits: why } = last.settled
    const lastEventId = 'eventId' in last.cause ? { lastEventId: last.cause.eventId } : {}
    return [
      {
        pendingId: `pnd_${sha256Hex(name).slice(0, ID_CHARS)}`,
        read: [...world.core].filter((key) => nameOf(key) === name),
        events: events.length,
        told: { keys: keys.slice(0, MAX_NAMED), why, lastAt: now, ...lastEventId },
      },
    ]
  })
}
