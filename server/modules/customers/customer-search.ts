import type { z } from 'zod'
import type { Id } from '../../platform/ids/index.js'
import type { CustomerRow } from './customers.contract.js'
import type { CustomerFilter, Customers } from './customers.repository.js'
import { customerRow } from './customers.view.js'
import type { IdentifierKey } from './identifier.domain.js'
import type { IdentifierReader } from './identifier-reader.js'
import type { IdentifierText } from './identifier-text.js'
import type { Identity } from './identity.service.js'
import type { LoadPeople } from './people.js'
import { readSearch } from './search-keys.domain.js'

type Deps = Readonly<{
  customers: Customers
  identity: Pick<Identity, 'living'>
  reader: IdentifierReader
  load: LoadPeople
  text: IdentifierText
}>

/** Counting further would read the whole index for a number that nobody reads. */
export const MAX_TOTAL = 10_000

type ListQuery = Readonly<{
  search: string | undefined
  after: { lastSeenAt: Date; customerId: Id<'cus'> } | null
  limit: number
}>

export type CustomerSearch = ReturnType<typeof customerSearch>

/** The console's list: everybody, or who fits a search, with the newest activity first. */
export function customerSearch({ customers, identity, reader, load, text }: Deps) {
  /** Who owns these phones or cards, or was seen with them. */
  async function holdersOf(keys: readonly IdentifierKey[]): Promise<Id<'cus'>[]> {
    if (keys.length === 0) {
      return []
    }
    const links = await customers.linksOf(keys)
    const all = [...new Set([...keys, ...links.flatMap(({ a, b }) => [a, b])])]
    const owned = await customers.identifiersByKey(all)
    return [...new Set(owned.flatMap(({ ownerId }) => ownerId ?? []))]
  }

  async function filterOf(search: string | undefined): Promise<CustomerFilter> {
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

  return {
    /** One page with the number of all that fit, counted up to 10,000. */
    async list({ search, after, limit }: ListQuery): Promise<{
      rows: z.output<typeof CustomerRow>[]
      total: number
      totalIsCapped: boolean
    }> {
      const filter = await filterOf(search)
      const [page, count] = await Promise.all([
        customers.pageByActivity(filter, { after, limit }),
        customers.count(filter, MAX_TOTAL + 1),
      ])
      const people = await load(page)
      return {
        rows: people.map((person) => customerRow(person, text)),
        total: Math.min(count, MAX_TOTAL),
        totalIsCapped: count > MAX_TOTAL,
      }
    },
  }
}
