import type { IdentifierKey } from './identifier.domain.js'
import { covers, type PhonePart } from './phone-parts.domain.js'

/** Which facts are one customer's: those of its identifiers, of a moved phone within its epochs (identity.md 1). Pure. */

export type FactWindow = Readonly<{ key: IdentifierKey }> & Omit<PhonePart, 'holder'>

export type FactScope = Readonly<{
  /** All facts of these. */
  keys: readonly IdentifierKey[]
  /** Facts of these phones within these times. */
  windows: readonly FactWindow[]
}>

/** A phone with its parts, as it is stored. */
export type PartedPhone = Readonly<{ key: IdentifierKey; parts: readonly PhonePart[] }>

/** The facts of whoever has these identifiers. `phones`: those that they have, or had. */
export function scopeOf(keys: readonly IdentifierKey[], phones: readonly PartedPhone[]): FactScope {
  const own = new Set(keys)
  const parted = new Set(phones.flatMap(({ key, parts }) => (parts.length > 0 ? [key] : [])))
  return {
    keys: keys.filter((key) => !parted.has(key)),
    windows: phones.flatMap(({ key, parts }) =>
      parts
        .filter(({ holder }) => own.has(holder ?? key))
        .map(({ from, until }) => ({ key, from, until })),
    ),
  }
}

/** Is a fact of this identifier, of that moment, among them? */
export const isAmong = (
  { keys, windows }: FactScope,
  identifierKey: IdentifierKey,
  at: Date,
): boolean =>
  keys.includes(identifierKey) ||
  windows.some((window) => window.key === identifierKey && covers(window, at))

type Range = Readonly<{ $gte?: Date; $lt?: Date }>

/** The filter of a collection of facts. `within`: how one of them lies in a range of time. */
export function factsIn(
  { keys, windows }: FactScope,
  within: (range: Range) => Record<string, unknown>,
): Record<string, unknown> {
  const whole = { identifierKey: { $in: [...keys] } }
  return windows.length === 0
    ? whole
    : {
        $or: [
          whole,
          ...windows.map(({ key, from, until }) => ({
            identifierKey: key,
            ...(from === null && until === null ? {} : within(rangeOf(from, until))),
          })),
        ],
      }
}

/**
 * All of these conditions: side by side in one filter where no two speak of the same field, as for everybody without a
 * moved phone. A router finds the shard there, and a reader the index.
 */
export function allOf(...conditions: readonly Record<string, unknown>[]): Record<string, unknown> {
  const fields = conditions.flatMap((one) => Object.keys(one))
  const isPlain = new Set(fields).size === fields.length
  return isPlain
    ? (Object.assign({}, ...conditions) as object as Record<string, unknown>)
    : { $and: conditions }
}

const rangeOf = (from: Date | null, until: Date | null): Range => ({
  ...(from === null ? {} : { $gte: from }),
  ...(until === null ? {} : { $lt: until }),
})
