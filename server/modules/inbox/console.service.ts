import type { mongo } from 'mongoose'
import { ok, refuse } from '../../platform/errors/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import { z } from 'zod'
import { longWaitingSince } from './counts.repository.js'
import type { InboxHealth } from './health.js'
import type { InboxListQuery } from './inbox.contract.js'
import type { InboxRow } from './inbox.model.js'
import type { WelcomeFigures } from './inbox.ports.js'
import type { InboxRows } from './inbox.repository.js'
import { maskPayload } from './mask.js'

const HOURS_SHOWN = 24
const HOUR_MS = 60 * 60 * 1000
const MAX_TIME_MS = 5_000
const TOP_TYPES = 12

type Deps = Readonly<{
  rows: InboxRows
  health(): Promise<InboxHealth>
  /** How welcome messages fared in the last 24 hours; from the wecom module. */
  welcome(): Promise<WelcomeFigures>
}>

export type InboxConsole = ReturnType<typeof inboxConsole>

/** What operators see of the inbox. */
export function inboxConsole({ rows: store, health, welcome }: Deps) {
  const { rows } = store

  return {
    async list({ cursor, limit, longWaiting, search, ...exact }: InboxListQuery) {
      const filter = {
        ...exact,
        ...(longWaiting === undefined ? {} : longWaitingFilter()),
        ...(search === undefined || search === '' ? {} : { _id: search }),
        ...(cursor === undefined ? {} : after(cursor)),
      } as mongo.Filter<InboxRow>
      const found = await rows
        .find(filter)
        .project<Omit<InboxRow, 'sealed'>>({ sealed: 0 })
        .sort({ receivedAt: -1, _id: -1 })
        .limit(limit + 1)
        .maxTimeMS(MAX_TIME_MS)
        .toArray()
      const shown = found.slice(0, limit)
      const last = shown.at(-1)
      const nextCursor =
        found.length > limit && last !== undefined
          ? encodeCursor([last.receivedAt.getTime(), last._id])
          : null
      return { items: shown.map(viewOf), nextCursor }
    },

    async detail(key: string) {
      const row = await store.find(key)
      return row === null ? refuse('event-not-found') : ok({ ...viewOf(row), ...contentOf(row) })
    },

    async summary() {
      const since = new Date(
        Math.floor(Date.now() / HOUR_MS) * HOUR_MS - (HOURS_SHOWN - 1) * HOUR_MS,
      )
      const [intake, done, perHour, byType, figures] = await Promise.all([
        health(),
        store.countDone(),
        countPerHour(since),
        countPerType(since),
        welcome(),
      ])
      return {
        ...viewOfHealth(intake),
        done,
        perHour,
        byType,
        welcome: figures,
      }
    },
  }

  function contentOf(row: InboxRow) {
    return {
      payload: row.sealed === undefined ? null : maskPayload(store.open(row)),
      contentRemovedAt: row.contentRemovedAt?.toISOString() ?? null,
    }
  }

  async function countPerHour(since: Date) {
    const counts = await rows
      .aggregate<{ _id: Date; count: number }>(
        [
          { $match: { receivedAt: { $gte: since } } },
          {
            $group: {
              _id: { $dateTrunc: { date: '$receivedAt', unit: 'hour' } },
              count: { $sum: 1 },
            },
          },
        ],
        { maxTimeMS: MAX_TIME_MS },
      )
      .toArray()
    const byHour = new Map(counts.map(({ _id, count }) => [_id.getTime(), count]))
    return Array.from({ length: HOURS_SHOWN }, (_, index) => {
      const hour = since.getTime() + index * HOUR_MS
      return { hour: new Date(hour).toISOString(), count: byHour.get(hour) ?? 0 }
    })
  }

  async function countPerType(since: Date) {
    const counts = await rows
      .aggregate<{ _id: string; count: number }>(
        [
          { $match: { receivedAt: { $gte: since } } },
          { $group: { _id: '$type', count: { $sum: 1 } } },
          { $sort: { count: -1, _id: 1 } },
          { $limit: TOP_TYPES },
        ],
        { maxTimeMS: MAX_TIME_MS },
      )
      .toArray()
    return counts.map(({ _id: type, count }) => ({ type, count }))
  }
}

function viewOfHealth(intake: InboxHealth) {
  const { pending, leased, waiting, dead, stuckLeases, lapsedRepeatedly } = intake
  return {
    ...{ pending, leased, waiting, dead, stuckLeases, lapsedRepeatedly },
    longWaiting: intake.waitingLong,
    oldestPendingAt: intake.oldestPendingAt?.toISOString() ?? null,
    gapSince: intake.gapSince?.toISOString() ?? null,
    lastReceivedAt: intake.lastReceivedAt?.toISOString() ?? null,
  }
}

const longWaitingFilter = () => ({ state: 'waiting', receivedAt: { $lt: longWaitingSince() } })

function after(cursor: string) {
  const [at, key] = decodeCursor(cursor, [z.number(), z.string()])
  const receivedAt = new Date(at)
  return { $or: [{ receivedAt: { $lt: receivedAt } }, { receivedAt, _id: { $lt: key } }] }
}

function viewOf(row: Omit<InboxRow, 'sealed'>) {
  const { _id: key, source, type, state, lane, attempts, partitionKey } = row
  return {
    key,
    source,
    type,
    state,
    outcome: row.outcome ?? null,
    lane,
    receivedAt: row.receivedAt.toISOString(),
    occurredAt: row.occurredAt.toISOString(),
    finishedAt: row.doneAt?.toISOString() ?? null,
    attempts,
    reason: row.reason ?? null,
    partitionKey,
  }
}
