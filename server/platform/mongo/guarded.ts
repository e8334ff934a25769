import mongoose from 'mongoose'

const DUPLICATE_KEY = 11_000

/** Is this the unique index saying "done before"? */
export function isDuplicateKey(error: unknown): boolean {
  return (
    error instanceof mongoose.mongo.MongoServerError &&
    (error.code === DUPLICATE_KEY || causeOf(error) === DUPLICATE_KEY)
  )
}

function causeOf(error: InstanceType<typeof mongoose.mongo.MongoServerError>): unknown {
  return error instanceof mongoose.mongo.MongoBulkWriteError ? error.code : undefined
}

/**
 * A cut connection. On a killed primary the driver gives it no retry label, so neither `retryWrites` nor a
 * transaction repeats it: repeat by hand, and only behind a unique key (the first try may have arrived).
 */
export function isNetworkError(error: unknown): boolean {
  return originOf(error) instanceof mongoose.mongo.MongoNetworkError
}

/** What happened on the way to the server: a bulk write (`insertMany` too) wraps it as if the server had said it. */
export function originOf(error: unknown): unknown {
  if (error instanceof mongoose.mongo.MongoBulkWriteError) {
    const origin: unknown = error.errorResponse
    return origin instanceof Error ? origin : error
  }
  return error
}

export type Saved<Name extends string = never> = 'saved' | 'moved-on' | Name

/**
 * Names the outcome of a guarded write: `saved`; `moved-on` when the filter matched nothing, because the document has
 * changed since it was read; or the name given for the field whose unique index refused. Other errors are thrown.
 */
export async function guarded<Name extends string = never>(
  write: PromiseLike<{ matchedCount: number; upsertedCount?: number }>,
  duplicates: Readonly<Record<string, Name>> = {},
): Promise<Saved<Name>> {
  try {
    const { matchedCount, upsertedCount = 0 } = await write
    return matchedCount + upsertedCount > 0 ? 'saved' : 'moved-on'
  } catch (error) {
    const name = duplicateName(error, duplicates)
    if (name === undefined) {
      throw error
    }
    return name
  }
}

function duplicateName<Name extends string>(
  error: unknown,
  duplicates: Readonly<Record<string, Name>>,
): Name | undefined {
  if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== DUPLICATE_KEY) {
    return undefined
  }
  const fields = Object.keys((error.keyPattern as object | undefined) ?? {})
  const field = fields.find((candidate) => candidate in duplicates)
  return field === undefined ? undefined : duplicates[field]
}
