import type { PiiCipher } from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { ResolveQuery } from './customers.contract.js'
import type { Customers } from './customers.repository.js'
import type { RecordedFact } from './facts.js'
import { identifierKey, type IdentifierKey } from './identifier.domain.js'
import type { IdentifierReader } from './identifier-reader.js'
import { maskPhone } from './phone.domain.js'

type Deps = Readonly<{
  customers: Customers
  reader: IdentifierReader
  cipher: PiiCipher
  unionidScope: string
  corpId: string
}>

export type ResolveRefusal =
  'customer-not-found' | 'phone-is-shared' | 'member-no-is-shared' | 'identifier-missing'

/** What other modules may ask about who is who. */
export type Identity = ReturnType<typeof identityService>

export function identityService({ customers, reader, cipher, unionidScope, corpId }: Deps) {
  /** The living customer behind an id: itself, or the owner of its founder identifier. One hop. */
  async function living(customerId: Id<'cus'>): Promise<Id<'cus'> | null> {
    const customer = await customers.find(customerId)
    if (customer === null) {
      return null
    }
    return customer.state === 'living' ? customerId : customers.ownerOf(customer.founderKey)
  }

  /** Customers that have shown this phone or card with a proof. */
  async function claimants(key: IdentifierKey): Promise<Id<'cus'>[]> {
    const links = await customers.linksOf([key])
    const proved = links.filter(({ strength }) => strength !== 'suggested')
    const others = proved.map(({ a, b }) => (a === key ? b : a))
    const owners = await customers.identifiersByKey(others)
    return [...new Set(owners.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])))]
  }

  async function resolveClaim(
    key: IdentifierKey,
    shared: 'phone-is-shared' | 'member-no-is-shared',
  ): Promise<Result<Id<'cus'>, ResolveRefusal>> {
    const [first, ...others] = await claimants(key)
    if (others.length > 0) {
      return refuse(shared)
    }
    // Nobody claims it: facts that came with nothing else belong to the phone or card itself.
    const holder = first ?? (await customers.ownerOf(key))
    return holder === null ? refuse('customer-not-found') : ok(holder)
  }

  async function resolveOwned(key: IdentifierKey): Promise<Result<Id<'cus'>, ResolveRefusal>> {
    const owner = await customers.ownerOf(key)
    return owner === null ? refuse('customer-not-found') : ok(owner)
  }

  return {
    living,

    /**
     * The living customer with this identifier. Phones and member numbers answer the one customer that claims them
     * verified; `phone-is-shared` or `member-no-is-shared` when several do.
     */
    async resolve(query: ResolveQuery): Promise<Result<Id<'cus'>, ResolveRefusal>> {
      if (query.unionid !== undefined) {
        return resolveOwned(
          identifierKey('unionid', query.unionidScope ?? unionidScope, query.unionid),
        )
      }
      if (query.openid !== undefined && query.appid !== undefined) {
        return resolveOwned(identifierKey('openid', query.appid, query.openid))
      }
      if (query.external_userid !== undefined) {
        return resolveOwned(
          identifierKey('external_userid', query.corpId ?? corpId, query.external_userid),
        )
      }
      if (query.phone !== undefined) {
        const key = reader.phoneKey(query.phone)
        return key === null ? refuse('customer-not-found') : resolveClaim(key, 'phone-is-shared')
      }
      return query.member_no !== undefined && query.source !== undefined
        ? resolveClaim(
            identifierKey('member_no', query.source, query.member_no),
            'member-no-is-shared',
          )
        : refuse('identifier-missing')
    },

    /** The identifiers of the living customer with this id or this identifier; at most 50. */
    async keysOf(holder: Id<'cus'> | IdentifierKey): Promise<IdentifierKey[]> {
      const isKey = holder.includes(':')
      const owner = isKey
        ? await customers.ownerOf(holder as IdentifierKey)
        : await living(holder as Id<'cus'>)
      if (owner === null) {
        return isKey ? [holder as IdentifierKey] : []
      }
      return (await customers.identifiersOf([owner])).map(({ _id }) => _id)
    },

    /** The living customers behind identifiers, with their names; unknown keys are left out. */
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
      { identifierKey: key, timeline, counters }: RecordedFact,
      { tx }: { tx: Tx },
    ): Promise<Result<null, 'customer-not-yet-known'>> {
      const [first] = timeline
      if (first !== undefined && (await customers.hasEntry(first.entryId, tx))) {
        return ok(null)
      }
      const isRecorded = await customers.record(key, { entries: timeline, counters }, tx)
      return isRecorded ? ok(null) : refuse('customer-not-yet-known')
    },

    /** `138****6021` of a stored phone. */
    maskedPhone: (sealed: string): string => maskPhone(cipher.decrypt(sealed)),
    clearPhone: (sealed: string): string => cipher.decrypt(sealed),
    phoneKey: reader.phoneKey,
  }
}
