import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { ResolveQuery } from './customers.contract.js'
import type { Customers } from './customers.repository.js'
import type { Deed, RecordedFact } from './facts.domain.js'
import type { Facts } from './facts.repository.js'
import { identifierKey, type IdentifierKey } from './identifier.domain.js'
import type { IdentifierReader } from './identifier-reader.js'

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
  /** The living customer behind an id: itself, or the owner of its founder identifier. One hop; null for unknown ids. */
  async function living(customerId: Id<'cus'>): Promise<Id<'cus'> | null> {
    const customer = await customers.find(customerId)
    if (customer === null) {
      return null
    }
    return customer.state === 'living' ? customerId : customers.ownerOf(customer.founderKey)
  }

  /** Resolution has noted whether several claim it: one read, whatever hangs on it. */
  async function resolveClaim(
    key: IdentifierKey,
    shared: 'phone-is-shared' | 'member-no-is-shared',
  ): Resolution {
    const found = await customers.identifier(key)
    if (found?.isShared === true || found?.isMoved === true) {
      return refuse(shared)
    }
    const holder = found?.ownerId ?? null
    return holder === null ? refuse('customer-not-found') : ok(holder)
  }

  async function resolveOwned(key: IdentifierKey): Resolution {
    const owner = await customers.ownerOf(key)
    return owner === null ? refuse('customer-not-found') : ok(owner)
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
    async keysOf(holder: Id<'cus'> | IdentifierKey): Promise<IdentifierKey[]> {
      const isKey = holder.includes(':')
      for (let look = 1; ; look += 1) {
        const owner = isKey
          ? await customers.ownerOf(holder as IdentifierKey)
          : await living(holder as Id<'cus'>)
        if (owner === null) {
          return isKey ? [holder as IdentifierKey] : []
        }
        const keys = (await customers.identifiersOf([owner])).map(({ _id }) => _id)
        const isTheirs = isKey ? keys.includes(holder as IdentifierKey) : keys.length > 0
        if (isTheirs || look === MAX_LOOKS) {
          return keys
        }
      }
    },

    /** The living customers behind identifiers, with their names; keys of nobody are left out. */
    async customersOf(
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
