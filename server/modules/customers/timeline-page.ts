import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import type { TimelinePage, TimelineQuery } from './customers.contract.js'
import { timelineEntry } from './customers.view.js'
import type { TimelineDocument } from './timeline.model.js'

/** One page of a timeline: what to ask for, and how it is answered. One more than asked tells whether there is a next. */

type Asked = z.output<typeof TimelineQuery>

export function timelineQueryOf({ cursor, limit, kind }: Asked) {
  const [at, id] = cursor === undefined ? [] : decodeCursor(cursor, [z.int(), z.string()])
  return {
    after: at === undefined || id === undefined ? null : { at: new Date(at), id },
    limit: limit + 1,
    group: kind === 'all' ? null : kind,
  }
}

export function timelinePageOf(
  found: readonly TimelineDocument[],
  { limit }: Asked,
): z.output<typeof TimelinePage> {
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return {
    items: page.map(timelineEntry),
    nextCursor: last === undefined ? null : encodeCursor([last.at.getTime(), last._id]),
  }
}
