import type { Id } from '../../platform/ids/index.js'
import type { IdentifierKey } from './identifier.domain.js'
import { emptyTally, joinTallies, type Tally } from './identity-tally.domain.js'

/**
 * What customers add up to: what their identifiers bring, and of phones that were different people's the facts of their
 * times (identity.md 1). Pure.
 */

export type CustomerSums = Tally & Readonly<{ count: number }>

/** What there was of a phone alone from one moment (null: ever) until the next slice. */
export type PhoneSlice = Readonly<{ key: IdentifierKey; from: Date | null; tally: Tally }>

type Brought = Readonly<{
  identifiers: readonly Readonly<{ key: IdentifierKey; tally: Tally }>[]
  /** Phones whose facts are counted by slices and not as a whole. */
  sliced: ReadonlySet<IdentifierKey>
  slices: readonly PhoneSlice[]
}>

/** Whose everything is: as it is stored, or as it would be. Null and undefined: nobody's who is asked about. */
export type Standing = Readonly<{
  ownerOf(key: IdentifierKey): Id<'cus'> | null | undefined
  /** Who had the phone at the beginning of a slice; null: its own customer has these facts. */
  holderOf(slice: PhoneSlice): IdentifierKey | null
}>

export function sumsOfOwners(
  { identifiers, sliced, slices }: Brought,
  { ownerOf, holderOf }: Standing,
): Map<Id<'cus'>, CustomerSums> {
  const sums = new Map<Id<'cus'>, CustomerSums>()
  const add = (id: Id<'cus'> | null | undefined, tally: Tally, count: 0 | 1) => {
    if (id !== null && id !== undefined) {
      const before = sums.get(id) ?? noSums()
      sums.set(id, { ...joinTallies(before, tally), count: before.count + count })
    }
  }
  for (const { key, tally } of identifiers) {
    const { seen, profile } = tally
    add(ownerOf(key), sliced.has(key) ? { ...emptyTally(), seen, profile } : tally, 1)
  }
  for (const slice of slices) {
    add(ownerOf(holderOf(slice) ?? slice.key), slice.tally, 0)
  }
  return sums
}

export const noSums = (): CustomerSums => ({ ...emptyTally(), count: 0 })
