import type { z } from 'zod'
import type { Clock } from '../../platform/clock/index.js'
import { businessDay, daysBefore } from '../../platform/days/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { CustomerDetail, OpenCustomer } from './customers.contract.js'
import type { ErasedReader } from './customers.ports.js'
import type { Customers } from './customers.repository.js'
import { customerDetail, openCustomer } from './customers.view.js'
import type { TimelineGroup } from './facts.domain.js'
import type { IdentifierText } from './identifier-text.js'
import type { CustomerDocument } from './identity.documents.js'
import type { Identity } from './identity.service.js'
import type { LoadPeople, Person } from './people.js'
import type { Timeline } from './timeline.repository.js'

type Deps = Readonly<{
  customers: Customers
  timeline: Timeline
  identity: Pick<Identity, 'living' | 'factsOf'>
  load: LoadPeople
  text: IdentifierText
  erased: ErasedReader
  clock: Clock
}>

const YEAR_DAYS = 365
const CHART_MONTHS = 12

/** Where an id leads: to the customer, to the id that it has been merged into, or nowhere any more. */
export type Found<Value> = Result<Value, 'customer-not-found' | 'customer-erased'>
export type Located<Value> =
  Readonly<{ at: 'here'; value: Value }> | Readonly<{ at: 'moved'; customerId: Id<'cus'> }>

/** Answers about customers. A merged id leads to the living one; nothing here changes anything. */
export type CustomerQueries = ReturnType<typeof customerQueries>

export function customerQueries(deps: Deps) {
  const { customers, timeline, identity, load, text, erased, clock } = deps

  async function locate<Value>(
    customerId: string,
    answer: (customer: CustomerDocument) => Promise<Value>,
  ): Promise<Found<Located<Value>>> {
    const customer = await customers.find(customerId as Id<'cus'>)
    if (customer !== null && customer.state === 'living') {
      return ok({ at: 'here', value: await answer(customer) })
    }
    const livingId = customer === null ? null : await identity.living(customer._id)
    if (livingId !== null) {
      return ok({ at: 'moved', customerId: livingId })
    }
    return refuse((await erased.isErased(customerId)) ? 'customer-erased' : 'customer-not-found')
  }

  const personOf = async (customer: CustomerDocument): Promise<Person> => {
    const [person] = await load([customer])
    if (person === undefined) {
      throw new Error('a customer that is there is loaded')
    }
    return person
  }

  async function detailOf(customer: CustomerDocument): Promise<z.output<typeof CustomerDetail>> {
    const person = await personOf(customer)
    const now = clock.now()
    const facts = await customers.factScopeOf(person.own)
    const [links, reviews, revenue, isBeingErased] = await Promise.all([
      customers.linksOf(person.keys),
      customers.reviewsOf(person.keys),
      timeline.revenueSince(facts, daysBefore(now, YEAR_DAYS)),
      erased.isBeingErased([customer._id, ...person.keys]),
    ])
    const named = await customers.identifiersByKey([
      ...new Set(links.flatMap(({ a, b }) => [a, b])),
    ])
    const byKey = new Map(named.map((document) => [document._id, document]))
    const parts = { links, byKey, reviews, revenue, isBeingErased, months: lastMonths(now) }
    return customerDetail(person, parts, text)
  }

  /** Nothing but an id: all that it had is with others now. Null for any other id. */
  async function emptyOf(customerId: string): Promise<z.output<typeof OpenCustomer> | null> {
    const customer = await customers.find(customerId as Id<'cus'>)
    return customer?.state === 'empty' ? openCustomer(await personOf(customer), text.masked) : null
  }

  const phoneWriter = (showsPhones: boolean) => (showsPhones ? text.clear : text.masked)

  return {
    /** As other systems see it. `showsPhones`: the caller may see them in clear. */
    async open(
      customerId: string,
      { showsPhones }: { showsPhones: boolean },
    ): Promise<Found<Located<z.output<typeof OpenCustomer>>>> {
      const found = await locate(customerId, async (customer) =>
        openCustomer(await personOf(customer), phoneWriter(showsPhones)),
      )
      const empty = found.ok && found.value.at === 'moved' ? await emptyOf(customerId) : null
      return found.ok && found.value.at === 'moved' && empty !== null
        ? ok({ at: 'here', value: { ...empty, movedTo: found.value.customerId } })
        : found
    },

    /** Every living customer in the order of the ids; at most `limit`. */
    async openPage(query: { after: Id<'cus'> | null; limit: number; showsPhones: boolean }) {
      const people = await load(await customers.pageById(query.after, query.limit))
      return people.map((person) => openCustomer(person, phoneWriter(query.showsPhones)))
    },

    detail: (customerId: string) => locate(customerId, detailOf),

    /** For a screen that knows the customer by an identifier (the sidebar); null for nobody's. */
    async detailOfHolder(customerId: Id<'cus'>): Promise<z.output<typeof CustomerDetail> | null> {
      const customer = await customers.find(customerId)
      return customer === null || customer.state !== 'living' ? null : detailOf(customer)
    },

    /** Newest first. `after`: the last entry of the page before. */
    timeline: (
      customerId: string,
      query: {
        after: { at: Date; id: string } | null
        limit: number
        group: TimelineGroup | null
      },
    ) => locate(customerId, async ({ _id }) => timeline.page(await identity.factsOf(_id), query)),

    /** The customer with everything that answers are made of. */
    person: (customerId: string) => locate(customerId, personOf),
  }
}

/** `YYYY-MM` of the last twelve months, oldest first, this one included. */
function lastMonths(now: Date): string[] {
  const [year = 0, month = 0] = businessDay(now).split('-').map(Number)
  return Array.from({ length: CHART_MONTHS }, (_, index) => {
    const months = year * 12 + (month - 1) - (CHART_MONTHS - 1 - index)
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
  })
}
