import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import type { CustomerQueries, Explain, Identity, IdentifierReader } from '../../customers/index.js'
import type { WelcomeService } from '../welcome/welcome.service.js'
import type { Welcome } from '../welcome/welcome.domain.js'
import type { OrdersOfCustomer, RecentOrder } from '../wecom.ports.js'
import type { SidebarCustomer, SidebarIdentity } from './sidebar.view.js'

type Deps = Readonly<{
  reader: Pick<IdentifierReader, 'externalUserid'>
  identity: Pick<Identity, 'customersOf' | 'factsOf' | 'keysOf'>
  queries: Pick<CustomerQueries, 'detailOfHolder'>
  explainFrom: Explain['explainFrom']
  orders: OrdersOfCustomer
  welcomes: Pick<WelcomeService, 'newestOf'>
  canCheckPhones: boolean
}>

const RECENT_ORDERS = 5

export type Sidebar = ReturnType<typeof sidebarService>
export function sidebarService(deps: Deps) {
  const { reader, identity, queries, orders, welcomes } = deps
  return {
    /**
     * Who is in this chat. `staffUserid`: the staff member who asks; null for an operator of the console.
     * Refuses `contact-not-found`.
     */
    async customer(
      externalUserid: string,
      staffUserid: string | null,
    ): Promise<Result<SidebarCustomer, 'contact-not-found'>> {
      const [identifier] = reader.externalUserid(externalUserid)
      const holder =
        identifier === undefined
          ? undefined
          : (await identity.customersOf([identifier.key])).get(identifier.key)
      const detail = holder === undefined ? null : await queries.detailOfHolder(holder.customerId)
      if (identifier === undefined || detail === null) {
        return refuse('contact-not-found')
      }
      const [keys, facts] = await Promise.all([
        identity.keysOf(identifier.key),
        identity.factsOf(identifier.key),
      ])
      const [recent, welcome] = await Promise.all([
        orders.recentOf(facts, RECENT_ORDERS),
        welcomes.newestOf(keys),
      ])
      const relation = detail.relations.find(({ userid }) => userid === staffUserid) ?? null
      const recentOrders = recent.map(orderView)
      const canCheckPhone =
        deps.canCheckPhones && (staffUserid === null || relation?.state === 'active')
      const greeting = welcome && welcomeView(welcome)
      return ok({ ...detail, relation, recentOrders, welcome: greeting, canCheckPhone })
    },

    /** Why each identifier of the contact's customer belongs to the contact. Refuses `contact-not-found`. */
    async identity(externalUserid: string): Promise<Result<SidebarIdentity, 'contact-not-found'>> {
      const [identifier] = reader.externalUserid(externalUserid)
      const keys = identifier === undefined ? [] : await identity.keysOf(identifier.key)
      if (
        identifier === undefined ||
        !(await identity.customersOf([identifier.key])).has(identifier.key)
      ) {
        return refuse('contact-not-found')
      }
      const found = await deps.explainFrom(identifier.key, keys)
      return ok({
        items: found.map(({ to, steps }) => ({
          identifier: to,
          steps: steps.map(({ sentence, note }) => ({ sentence, note })),
        })),
      })
    },
  }
}

function orderView({ createdAt, paidAt, storeName, items, ...order }: RecentOrder) {
  return {
    ...order,
    createdAt: createdAt.toISOString(),
    paidAt: paidAt?.toISOString(),
    storeName: storeName ?? undefined,
    items: items.map(({ name, qty }) => ({ name, qty })),
  }
}

function welcomeView({ outcome, at, latencyMs }: Welcome) {
  return { outcome, at: at.toISOString(), latencyMs }
}
