import { z } from 'zod'
import { AppError } from '../errors/index.js'

/** Shapes that several contracts share. Imports nothing but zod and errors, so that forms may use it. */

export const MAX_PAGE = 100
const DEFAULT_PAGE = 20

export const fen = z.int().min(0).max(Number.MAX_SAFE_INTEGER).describe('amount in fen')
/** RFC 3339 in, `Date` inside is made by the module; answers carry ISO strings in UTC. */
export const timestamp = z.iso.datetime({ offset: true }).describe('RFC 3339')

export const PageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
})

export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** An opaque cursor: the sort keys of the last row, base64url of JSON. */
export function encodeCursor(keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/** The sort keys that `encodeCursor` was given. Throws `cursor-invalid` (400) for anything else. */
export function decodeCursor<const Shape extends readonly z.ZodType[]>(
  cursor: string,
  shape: Shape,
): { [K in keyof Shape]: z.output<Shape[K]> } {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const parsed = z.tuple(shape as unknown as [z.ZodType]).parse(keys)
    return parsed as unknown as { [K in keyof Shape]: z.output<Shape[K]> }
  } catch (cause) {
    throw new AppError('cursor-invalid', { cause, detail: 'cursor: not one that this API made' })
  }
}
