import type { z } from 'zod'
import type { Id } from '../../platform/ids/index.js'
import type { CustomerRow } from './customers.contract.js'
import type { RelationReader } from './customers.ports.js'
import type { Customers } from './customers.repository.js'
import { customerRow } from './customers.view.js'
import type { IdentifierKey } from './identifier.domain.js'
import type { IdentifierReader } from './identifier-reader.js'
import type { IdentifierText } from './identifier-text.js'
import type { Identity } from './identity.service.js'
import { placeOf, type CustomerList, type Place } from './listing/customer-list.repository.js'
import { planList, type Conditions, type Narrowed, type Order } from './listing/listing.domain.js'
import type { LoadPeople } from './people.js'
import { readSearch } from './search-keys.domain.js'

type Deps = Readonly<{
  customers: Customers
  list: CustomerList
  relations: Pick<RelationReader, 'contactsOf'>
  identity: Pick<Identity, 'living'>
  reader: IdentifierReader
  load: LoadPeople
  text: IdentifierText
}>

/** Counting further would read the whole index for a number that nobody reads. */
export const MAX_TOTAL = 10_000
/** So many contacts of a staff member or with a tag are looked through, those that were added last. */
export const MAX_CONTACTS = 5_000

type ListQuery = Readonly<{
  search: string | undefined
  /** Userid of whoever is a friend now; name of a tag. */
  staff: string | undefined
  tag: string | undefined
  conditions: Conditions
  after: Place | null
  limit: number
}>
type ListAnswer = Readonly<{
  rows: z.output<typeof CustomerRow>[]
  next: Place | null
  order: Order
  total: number
  /** There are more than `total` says. */
  totalIsCapped: boolean
}>

export type CustomerSearch = ReturnType<typeof customerSearch>

/** The console's list: everybody, or who fits a search and its conditions. */
export function customerSearch(deps: Deps) {
  const { customers, list, relations, identity, reader, load, text } = deps

  const ownersOf = async (keys: readonly IdentifierKey[]): Promise<Id<'cus'>[]> => {
    const owned = keys.length === 0 ? [] : await customers.ownersOf(keys)
    return [...new Set(owned)]
  }

  /** Who owns these phones or cards, or was seen with them. */
  async function holdersOf(keys: readonly IdentifierKey[]): Promise<Id<'cus'>[]> {
    if (keys.length === 0) {
      return []
    }
    const links = await customers.linksOf(keys)
    return ownersOf([...new Set([...keys, ...links.flatMap(({ a, b }) => [a, b])])])
  }

  async function searched(search: string | undefined): Promise<Narrowed> {
    if (search === undefined || search === '') {
      return { by: 'all' }
    }
    const meaning = readSearch(search)
    if (meaning.by === 'id') {
      const id = await identity.living(meaning.customerId as Id<'cus'>)
      return { by: 'ids', ids: id === null ? [] : [id] }
    }
    if (meaning.by === 'phone') {
      const key = reader.phoneKey(meaning.phone)
      return { by: 'ids', ids: key === null ? [] : await holdersOf([key]) }
    }
    const found = await customers.identifiersBySearchKey(meaning.searchKeys)
    const ids = await holdersOf(found.map(({ _id }) => _id))
    return ids.length > 0 ? { by: 'ids', ids } : { by: 'name', nameKeys: meaning.nameKeys }
  }

  /** The customers of a staff member or tag; null when that is not asked. */
  async function contacts(
    asked: Readonly<{ userid: string } | { tag: string }> | null,
  ): Promise<{ ids: Id<'cus'>[]; isCut: boolean } | null> {
    if (asked === null) {
      return null
    }
    const keys = await relations.contactsOf(asked, MAX_CONTACTS + 1)
    return { ids: await ownersOf(keys.slice(0, MAX_CONTACTS)), isCut: keys.length > MAX_CONTACTS }
  }

  async function narrow({ search, staff, tag }: ListQuery) {
    const [base, ofStaff, withTag] = await Promise.all([
      searched(search),
      contacts(staff === undefined ? null : { userid: staff }),
      contacts(tag === undefined ? null : { tag }),
    ])
    const sets = [base.by === 'ids' ? base.ids : null, ofStaff?.ids ?? null, withTag?.ids ?? null]
    const ids = sets.reduce<readonly Id<'cus'>[] | null>(intersection, null)
    const named = base.by === 'name' && ids !== null ? [{ nameKeys: { $all: base.nameKeys } }] : []
    const narrowed: Narrowed = ids === null ? base : { by: 'ids', ids }
    return { narrowed, named, isCut: ofStaff?.isCut === true || withTag?.isCut === true }
  }

  return {
    /**
     * One page with the number of all that fit, counted up to 10,000. A page may be short, or empty, and still have a
     * `next`: so far it has looked.
     */
    async list(query: ListQuery): Promise<ListAnswer> {
      const { narrowed, named, isCut } = await narrow(query)
      const drawn = planList(narrowed, query.conditions)
      const plan = { ...drawn, rest: [...drawn.rest, ...named] }
      const { after, limit } = query
      const [{ found, reached }, total] = await Promise.all([
        list.page(plan, { after, limit: limit + 1 }),
        list.count(plan, MAX_TOTAL),
      ])
      const page = found.slice(0, limit)
      const last = page.at(-1)
      const isMore = found.length > limit && last !== undefined
      return {
        rows: (await load(page)).map((person) => customerRow(person, text)),
        next: isMore ? placeOf(last, plan.field) : reached,
        order: plan.order,
        total: total.count,
        totalIsCapped: total.isCut || isCut,
      }
    },

    /** The customers with the newest activity. */
    async recent(limit: number): Promise<z.output<typeof CustomerRow>[]> {
      const { found } = await list.page(planList({ by: 'all' }, {}), { after: null, limit })
      return (await load(found)).map((person) => customerRow(person, text))
    },
  }
}

function intersection(
  one: readonly Id<'cus'>[] | null,
  other: readonly Id<'cus'>[] | null,
): readonly Id<'cus'>[] | null {
  if (one === null || other === null) {
    return one ?? other
  }
  const within = new Set(other)
  return one.filter((id) => within.has(id))
}
