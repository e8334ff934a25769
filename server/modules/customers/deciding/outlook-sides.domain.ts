import type { Id } from '../../../platform/ids/index.js'
import type { PartedPhone } from '../fact-scope.domain.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { Tally } from '../identity-tally.domain.js'
import { noSums, sumsOfOwners, type PhoneSlice } from '../owner-sums.domain.js'
import { cutsOf, holderFrom, sameParts, type PhonePart } from '../phone-parts.domain.js'
import type { Draft, World } from '../resolution/world.domain.js'
import type { Outlook } from './outlook.domain.js'

/**
 * Who would have what: the customers that words concern, as they are and as they would be, with the facts of phones by
 * whose each was when (identity.md 1). Pure.
 */

type Owned = Readonly<{ customerId: Id<'cus'>; keys: readonly IdentifierKey[] }>
/** A phone whose facts other customers would have. */
type HandedOver = Readonly<{
  key: IdentifierKey
  from: Id<'cus'> | null
  to: readonly Id<'cus'>[]
}>

export type Sides = Readonly<{
  before: readonly Owned[]
  after: readonly Owned[]
  /** Phones whose facts are or would be different people's, cut at every moment where that changes. */
  phones: readonly PartedPhone[]
  handedOver: readonly HandedOver[]
}>

type Asked = Readonly<{
  /** As it is stored. */
  world: World
  /** Null: nothing comes of it. */
  outlook: Pick<Outlook, 'draft' | 'settled'> | null
  named: readonly IdentifierKey[]
}>

export function sidesOf({ world, outlook, named }: Asked): Sides {
  const turned = outlook === null ? [] : turnedPhones(world, outlook.draft)
  const holders = turned.flatMap(({ before, after }) => holdersIn([...before, ...after]))
  const moved = outlook?.settled.moves.map(({ key }) => key) ?? []
  const concerned = [...named, ...moved, ...turned.map(({ key }) => key), ...holders]
  const is = (key: IdentifierKey) => world.identifiers.get(key)?.ownerId ?? null
  const would = (key: IdentifierKey) => outlook?.draft.identifier(key)?.ownerId ?? null
  // Who takes somebody in has no move of their own.
  const owners = new Set(concerned.flatMap((key) => [is(key), would(key)]))
  const theirs = [...world.identifiers.values()].filter(
    ({ ownerId }) => ownerId !== null && owners.has(ownerId),
  )
  const keys = [...new Set([...theirs.map(({ key }) => key), ...concerned])].sort()
  const before = grouped(keys, is)
  return {
    before,
    after: outlook === null ? before : grouped(keys, would),
    phones: slicedPhones(world, outlook, new Set(keys)),
    handedOver: turned.map(({ key, after }) => ({
      ...{ key, from: is(key) },
      to: [...new Set(keysHaving(key, after).flatMap((one) => would(one) ?? []))],
    })),
  }
}

type Brought = Readonly<{
  /** What each of the identifiers brings. */
  tallyOf(key: IdentifierKey): Tally | undefined
  /** Of `phones` of the sides. */
  slices: readonly PhoneSlice[]
}>

/** What each side has, before and after: the same facts, so that together they are the same. */
export function sumsOf({ before, after, phones }: Sides, brought: Brought, asked: Asked) {
  const { world, outlook } = asked
  const keys = [...new Set([...before, ...after].flatMap((side) => side.keys))]
  const facts = {
    identifiers: keys.flatMap((key) => {
      const tally = brought.tallyOf(key)
      return tally === undefined ? [] : [{ key, tally }]
    }),
    sliced: new Set(phones.map(({ key }) => key)),
    slices: brought.slices,
  }
  type Known = Readonly<{ ownerId: Id<'cus'> | null; parts: readonly PhonePart[] }>
  const by = (find: (key: IdentifierKey) => Known | undefined, sides: readonly Owned[]) => {
    const sums = sumsOfOwners(facts, {
      ownerOf: (key) => find(key)?.ownerId,
      holderOf: ({ key, from }) => holderFrom(find(key)?.parts ?? [], from),
    })
    return sides.map(({ customerId }) => sums.get(customerId) ?? noSums())
  }
  const stored = (key: IdentifierKey) => world.identifiers.get(key)
  const drafted = (key: IdentifierKey) => outlook?.draft.identifier(key) ?? stored(key)
  return { before: by(stored, before), after: by(drafted, after) }
}

type Turned = Readonly<{
  key: IdentifierKey
  before: readonly PhonePart[]
  after: readonly PhonePart[]
}>

/** Phones of which somebody else would have had something. */
const turnedPhones = (world: World, draft: Draft): Turned[] =>
  [...world.identifiers.values()].flatMap(({ key, parts: before, isCarrier }) => {
    const after = draft.identifier(key)?.parts ?? before
    return !isCarrier || sameParts(before, after) ? [] : [{ key, before, after }]
  })

const holdersIn = (parts: readonly PhonePart[]): IdentifierKey[] =>
  parts.flatMap(({ holder }) => holder ?? [])

/** By whom the facts of a phone would be had: its holders, where nobody is known itself. */
const keysHaving = (key: IdentifierKey, parts: readonly PhonePart[]): IdentifierKey[] =>
  parts.length === 0 ? [key] : parts.map(({ holder }) => holder ?? key)

/** Those whose facts somebody among `keys` has or would have. */
function slicedPhones(
  world: World,
  outlook: Asked['outlook'],
  keys: ReadonlySet<IdentifierKey>,
): PartedPhone[] {
  return [...world.identifiers.values()].flatMap(({ key, parts: before }) => {
    const after = outlook?.draft.identifier(key)?.parts ?? before
    const parts = [...before, ...after]
    const isTheirs = keys.has(key) || holdersIn(parts).some((holder) => keys.has(holder))
    return parts.length > 0 && isTheirs ? [{ key, parts: cutsOf(parts) }] : []
  })
}

function grouped(
  keys: readonly IdentifierKey[],
  ownerOf: (key: IdentifierKey) => Id<'cus'> | null,
): Owned[] {
  const sides = new Map<Id<'cus'>, IdentifierKey[]>()
  for (const key of keys) {
    const owner = ownerOf(key)
    if (owner !== null) {
      sides.set(owner, [...(sides.get(owner) ?? []), key])
    }
  }
  return [...sides]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([customerId, own]) => ({ customerId, keys: own }))
}
