import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { ResolveQuery } from './customers.contract.js'
import type { Customers } from './customers.repository.js'
import type { Deed, RecordedFact } from './facts.domain.js'
import { scopeOf, type FactScope } from './fact-scope.domain.js'
import type { Facts } from './facts.repository.js'
import { identifierKey, typeOfKey, type IdentifierKey } from './identifier.domain.js'
import type { IdentifierReader } from './identifier-reader.js'
import type { IdentifierDocument } from './identity.documents.js'
import { holderAt, presentHolder } from './phone-parts.domain.js'

type Deps = Readonly<{
  customers: Customers
  facts: Facts
  reader: IdentifierReader
  unionidScope: string
  corpId: string
}>

export type ResolveRefusal =
  'customer-not-found' | 'phone-is-shared' | 'member-no-is-shared' | 'identifier-missing'
type Resolution = Promise<Result<Id<'cus'>, ResolveRefusal>>

/** Between the two reads of `keysOf` a merge or split may be committed: then it looks again. */
const MAX_LOOKS = 5

/** What other modules may ask about who is who. */
export type Identity = ReturnType<typeof identityService>

export function identityService({ customers, facts, reader, unionidScope, corpId }: Deps) {
  /**
   * The living customer behind an id: itself, or the owner of its founder identifier; of a phone that has no facts any more
   * whoever had it last. One hop; null for unknown ids.
   */
  async function living(customerId: Id<'cus'>): Promise<Id<'cus'> | null> {
    const customer = await customers.find(customerId)
    if (customer === null) {
      return null
    }
    if (customer.state !== 'empty') {
      return customer.state === 'living' ? customerId : customers.ownerOf(customer.founderKey)
    }
    const phone = await customers.identifier(customer.founderKey)
    const holder = phone?.epochs?.parts.findLast((part) => part.holder !== null)?.holder ?? null
    return holder === null ? (phone?.ownerId ?? null) : customers.ownerOf(holder)
  }

  /** The identifiers of the living customer with this id or this identifier; null for an identifier of nobody. */
  async function identifiersOf(
    holder: Id<'cus'> | IdentifierKey,
  ): Promise<IdentifierDocument[] | null> {
    const isKey = holder.includes(':')
    for (let look = 1; ; look += 1) {
      const owner = isKey
        ? await customers.ownerOf(holder as IdentifierKey)
        : await living(holder as Id<'cus'>)
      if (owner === null) {
        return isKey ? null : []
      }
      const own = await customers.identifiersOf([owner])
      const isTheirs = isKey ? own.some(({ _id }) => _id === holder) : own.length > 0
      if (isTheirs || look === MAX_LOOKS) {
        return own
      }
    }
  }

  /** Resolution has noted whether several claim it, or who has it now: one read, whatever hangs on it; two for a moved phone. */
  async function resolveClaim(
    key: IdentifierKey,
    shared: 'phone-is-shared' | 'member-no-is-shared',
  ): Resolution {
    const found = await customers.identifier(key)
    const present = presentHolder(found?.epochs?.parts ?? [])
    if (present !== null) {
      return resolveOwned(present)
    }
    if (found?.isShared === true || found?.isMoved === true) {
      return refuse(shared)
    }
    const holder = found?.ownerId ?? null
    return holder === null ? refuse('customer-not-found') : ok(holder)
  }

  /** The living customers behind identifiers, with their names; keys of nobody are left out. */
  async function customersOf(
    keys: readonly IdentifierKey[],
  ): Promise<Map<IdentifierKey, { customerId: Id<'cus'>; name: string | null }>> {
    const owned = (await customers.identifiersByKey([...new Set(keys)])).flatMap(
      ({ _id, ownerId }) => (ownerId === null ? [] : [{ key: _id, ownerId }]),
    )
    const people = await customers.findMany([...new Set(owned.map(({ ownerId }) => ownerId))])
    const names = new Map(people.map(({ _id, name }) => [_id, name ?? null]))
    return new Map(
      owned.map(({ key, ownerId }) => [
        key,
        { customerId: ownerId, name: names.get(ownerId) ?? null },
      ]),
    )
  }

  async function resolveOwned(key: IdentifierKey): Resolution {
    const owner = await customers.ownerOf(key)
    return owner === null ? refuse('customer-not-found') : ok(owner)
  }

  async function keysOf(holder: Id<'cus'> | IdentifierKey): Promise<IdentifierKey[]> {
    const own = await identifiersOf(holder)
    return own === null ? [holder as IdentifierKey] : own.map(({ _id }) => _id)
  }

  return {
    living,

    /**
     * The living customer with this identifier. Phones and member numbers answer the one customer that claims them
     * verified; `phone-is-shared` or `member-no-is-shared` when several do.
     */
    async resolve(query: ResolveQuery): Resolution {
      if (query.unionid !== undefined) {
        const scope = query.unionidScope ?? unionidScope
        return resolveOwned(identifierKey('unionid', scope, query.unionid))
      }
      if (query.openid !== undefined && query.appid !== undefined) {
        return resolveOwned(identifierKey('openid', query.appid, query.openid))
      }
      if (query.external_userid !== undefined) {
        const corp = query.corpId ?? corpId
        return resolveOwned(identifierKey('external_userid', corp, query.external_userid))
      }
      if (query.phone !== undefined) {
        const key = reader.phoneKey(query.phone)
        return key === null ? refuse('customer-not-found') : resolveClaim(key, 'phone-is-shared')
      }
      if (query.member_no !== undefined && query.source !== undefined) {
        const key = identifierKey('member_no', query.source, query.member_no)
        return resolveClaim(key, 'member-no-is-shared')
      }
      return refuse('identifier-missing')
    },

    /** The identifiers of the living customer with this id or this identifier; at most 50. */
    keysOf,

    /** The same for many identifiers at once: two reads, whatever their number. */
    async keysOfEach(
      holders: readonly IdentifierKey[],
    ): Promise<Map<IdentifierKey, readonly IdentifierKey[]>> {
      const found = await customers.identifiersByKey(holders)
      const owners = new Map(found.map(({ _id, ownerId }) => [_id, ownerId]))
      const known = [...new Set(owners.values())].filter((owner) => owner !== null)
      const own = new Map<Id<'cus'>, IdentifierKey[]>(known.map((owner) => [owner, []]))
      for (const { _id, ownerId } of known.length === 0
        ? []
        : await customers.identifiersOf(known)) {
        own.get(ownerId as Id<'cus'>)?.push(_id)
      }
      const each = holders.map(async (holder) => {
        const owner = owners.get(holder) ?? null
        const keys = owner === null ? [holder] : (own.get(owner) ?? [])
        // merged or split between the two reads: looked up once more, alone
        return [holder, keys.includes(holder) ? keys : await keysOf(holder)] as const
      })
      return new Map(await Promise.all(each))
    },

    /** Which facts are theirs: of a phone that others had, too, those of their time. */
    async factsOf(holder: Id<'cus'> | IdentifierKey): Promise<FactScope> {
      const own = await identifiersOf(holder)
      return own === null ? scopeOf([holder as IdentifierKey], []) : customers.factScopeOf(own)
    },

    customersOf,

    /** The living customers behind facts, in their order, with their names; null for nobody's. */
    async holdersOf(
      told: readonly Readonly<{ identifierKey: IdentifierKey; at: Date }>[],
    ): Promise<({ customerId: Id<'cus'>; name: string | null } | null)[]> {
      const keys = [...new Set(told.map(({ identifierKey: key }) => key))]
      const phones = keys.filter((key) => typeOfKey(key) === 'phone')
      const found = phones.length === 0 ? [] : await customers.identifiersByKey(phones)
      const parts = new Map(found.map(({ _id, epochs }) => [_id, epochs?.parts ?? []]))
      const holders = told.map(
        ({ identifierKey, at }) => holderAt(parts.get(identifierKey) ?? [], at) ?? identifierKey,
      )
      const people = await customersOf(holders)
      return holders.map((holder) => people.get(holder) ?? null)
    },

    /**
     * Adds timeline entries and counters in the caller's transaction; the same entries again change nothing.
     * Refuses `customer-not-yet-known` while the identifier's first event is still being worked: try again.
     */
    async record(
      fact: RecordedFact,
      { tx }: { tx: Tx },
    ): Promise<Result<null, 'customer-not-yet-known'>> {
      const outcome = await facts.record(fact, tx)
      return outcome === 'owner-unknown' ? refuse('customer-not-yet-known') : ok(null)
    },

    /** Adds what we did for people, in the caller's transaction; the same again changes nothing. */
    recordDeeds: (deeds: readonly Deed[], { tx }: { tx: Tx }): Promise<void> =>
      facts.recordDeeds(deeds, tx),
  }
}
