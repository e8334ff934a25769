/**
 * Where values sealed by `piiCipher` lie: a string field at the top of the documents of a collection, whose `_id`s are
 * strings, or of the elements of an array in them. Everything that is sealed stands in one such place, or it would be lost
 * with its key.
 */
export type SealedPlace = Readonly<{
  collection: string
  /** The way to an array, whose elements have the field; unset: the document has it. */
  list?: string
  field: string
  /** Which documents or elements, by equal values; unset: all of them. For a field that holds other values in clear. */
  where?: Readonly<Record<string, unknown>>
}>

/** Values sealed under one of these keys, as a filter. */
export function sealedUnder({ list, field, where = {} }: SealedPlace, keyIds: readonly string[]) {
  const ids = keyIds.map((id) => id.replace(/[^\w-]/g, (sign) => `\\${sign}`)).join('|')
  const sealed = { ...where, [field]: { $regex: `^(?:${ids})\\.` } }
  return list === undefined ? sealed : { [list]: { $elemMatch: sealed } }
}

type Found = Readonly<{ _id: string } & Record<string, unknown>>

/** The values of a document in this place, under whatever key or in clear. */
export function valuesIn({ list, field, where = {} }: SealedPlace, found: Found): string[] {
  const isMeant = (one: unknown) => Object.entries(where).every(([way, is]) => at(one, way) === is)
  const holders = list === undefined ? [found] : [at(found, list)].flat().filter(isMeant)
  return holders.map((one) => at(one, field)).filter((value) => typeof value === 'string')
}

const at = (value: unknown, way: string): unknown =>
  way
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value)

/** Puts a value into the place of another one; does nothing where that is no more. */
export function replacement(
  { list, field }: SealedPlace,
  { _id, before, after }: Readonly<{ _id: string; before: string; after: string }>,
) {
  return list === undefined
    ? { updateOne: { filter: { _id, [field]: before }, update: { $set: { [field]: after } } } }
    : {
        updateOne: {
          filter: { _id, [`${list}.${field}`]: before },
          update: { $set: { [`${list}.$[one].${field}`]: after } },
          arrayFilters: [{ [`one.${field}`]: before }],
        },
      }
}
