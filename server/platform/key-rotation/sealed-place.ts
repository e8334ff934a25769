/**
 * Where values sealed by `piiCipher` lie: a string field at the top of the documents of a collection, whose `_id`s are
 * strings. Everything that is sealed stands in one such place, or it would be lost with its key.
 */
export type SealedPlace = Readonly<{
  collection: string
  field: string
  /** Which documents; unset: all of them. For a field that holds other values in clear. */
  where?: Readonly<Record<string, unknown>>
}>

/** Values sealed under one of these keys, as a filter. */
export function sealedUnder({ field, where = {} }: SealedPlace, keyIds: readonly string[]) {
  const ids = keyIds.map((id) => id.replace(/[^\w-]/g, (sign) => `\\${sign}`)).join('|')
  return { ...where, [field]: { $regex: `^(?:${ids})\\.` } }
}
