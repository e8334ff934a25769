import type { z } from 'zod'
import type { Id } from '../../../platform/ids/index.js'
import type { Customers } from '../customers.repository.js'
import { namer } from '../explain/naming.js'
import type { IdentifierText } from '../identifier-text.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { Identity } from '../identity.service.js'
import type { PendingRow } from './deciding.contract.js'
import type { Deciding } from './deciding.repository.js'
import { decisionView, historyView } from './deciding.view.js'

/** Identifiers shown of a difference that waits; decisions about a review. */
const MAX_SHOWN = 20

type Deps = Readonly<{
  deciding: Deciding
  customers: Customers
  identity: Pick<Identity, 'keysOf'>
  text: IdentifierText
}>
type Page = Readonly<{ after: Readonly<{ at: Date; id: string }> | null; limit: number }>
type OfCustomer = Page & Readonly<{ customerId: string | undefined }>

export type DecidingQueries = ReturnType<typeof decidingQueries>

/** What was said, what has happened, what waits. */
export function decidingQueries({ deciding, customers, identity, text }: Deps) {
  async function named(keys: readonly IdentifierKey[]) {
    const found = await customers.identifiersByKey([...new Set(keys)])
    const known = new Set(found.map(({ _id }) => _id))
    return { name: namer(found, text), isKnown: (key: IdentifierKey) => known.has(key) }
  }

  return {
    async decisions({ customerId, after, limit }: OfCustomer) {
      const keys = customerId === undefined ? null : await identity.keysOf(customerId as Id<'cus'>)
      const found = await deciding.decisionPage({ keys, after, limit })
      const names = await named(found.flatMap((one) => one.keys))
      return found.map((one) => decisionView(one, names))
    },

    /** What was said about these lately, in force or taken back. */
    async decisionsAbout(keys: readonly IdentifierKey[]) {
      const found = await deciding.decisionPage({ keys, after: null, limit: MAX_SHOWN })
      const names = await named(found.flatMap((one) => one.keys))
      return found.map((one) => decisionView(one, names))
    },

    async history({ customerId = null, after, limit }: Page & { customerId?: string | null }) {
      const found = await deciding.historyPage({
        ...{ after, limit },
        customerId: customerId as Id<'cus'> | null,
      })
      const { name } = await named(found.flatMap(({ moves }) => moves.map(({ key }) => key)))
      return found.map((one) => historyView(one, name))
    },

    async pending(page: Page): Promise<z.output<typeof PendingRow>[]> {
      const found = await deciding.pendingPage(page)
      const shown = found.map((row) => ({ ...row, keys: row.keys.slice(0, MAX_SHOWN) }))
      const { name } = await named(shown.flatMap(({ keys }) => keys))
      return shown.map(({ _id, why, keys, at, events = 1, lastAt = at, lastEventId = null }) => ({
        ...{ pendingId: _id, why, at: at.toISOString(), identifiers: keys.map(name) },
        ...{ events, lastAt: lastAt.toISOString(), lastEventId },
      }))
    },
  }
}
