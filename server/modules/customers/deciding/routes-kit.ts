import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../../platform/wire/index.js'

/** What the routes of this folder have in common. Pure. */

export const actorOf = ({ operatorId, name }: Readonly<{ operatorId: string; name: string }>) => ({
  operatorId,
  name,
})

/** Where the page before ended, in the order of a time and an id. */
export function placeOf(cursor: string | undefined): { at: Date; id: string } | null {
  const [at, last] = cursor === undefined ? [] : decodeCursor(cursor, [z.int(), z.string()])
  return at === undefined || last === undefined ? null : { at: new Date(at), id: last }
}

/** `rows`: one more than asked for tells that there are more. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keys: (row: Row) => readonly (string | number)[],
) {
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last === undefined ? null : encodeCursor(keys(last)) }
}
