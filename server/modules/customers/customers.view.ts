import type { z } from 'zod'
import { averageFen } from '../../platform/money/index.js'
import type {
  CustomerDetail,
  CustomerRow,
  IdentifierView,
  MetricsView,
  OpenCustomer,
  TimelineEntryView,
} from './customers.contract.js'
import type { CustomerDocument, IdentifierDocument } from './identity.documents.js'
import type { IdentifierText } from './identifier-text.js'
import type { IdentifierKey } from './identifier.domain.js'
import type { StoredLink } from './links.domain.js'
import type { ReviewDocument } from './resolution/reviews.model.js'
import type { Person, ShownIdentifier } from './people.js'
import { isClaim } from './strength.domain.js'
import type { TimelineDocument } from './timeline.model.js'

/** Answers about customers. Pure. */

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null

/** `value`: how phones are written for this caller. */
export function openCustomer(
  person: Person,
  value: (identifier: IdentifierDocument) => string,
): z.output<typeof OpenCustomer> {
  const { customer, identifiers, mergedFrom } = person
  return {
    customerId: customer._id,
    mergedFrom: [...mergedFrom],
    identifiers: identifiers.map((shown) => identifierView(shown, value)),
    metrics: metricsView(customer),
    tags: tagViews(person),
    staff: person.relations.map(({ userid, staffName, since, endedAt, state }) => ({
      userid,
      name: staffName,
      since: since.toISOString(),
      endedAt: iso(endedAt),
      state,
    })),
  }
}

function identifierView(
  { identifier, strength, source, firstAt, lastAt }: ShownIdentifier,
  value: (identifier: IdentifierDocument) => string,
): z.output<typeof IdentifierView> {
  return {
    type: identifier.type,
    scope: identifier.scope,
    value: value(identifier),
    strength,
    verified: isClaim(strength),
    source,
    firstSeenAt: firstAt.toISOString(),
    lastSeenAt: lastAt.toISOString(),
  }
}

function metricsView(customer: CustomerDocument): z.output<typeof MetricsView> {
  const { ordersPaid, paidFen, refundedFen, firstPaidAt, lastPaidAt } = customer
  return {
    ordersPaid,
    paidFen,
    refundedFen,
    netFen: paidFen - refundedFen,
    firstPaidAt: iso(firstPaidAt),
    lastPaidAt: iso(lastPaidAt),
  }
}

/** A tag that several staff members gave is one tag. */
function tagViews({ tags }: Person): z.output<typeof OpenCustomer>['tags'] {
  const byName = new Map(tags.map(({ name, group }) => [`${group}/${name}`, { name, group }]))
  return [...byName.values()].map((tag) => ({ ...tag, origin: 'wecom' }))
}

export function customerRow(person: Person, text: IdentifierText): z.output<typeof CustomerRow> {
  const { customer, relations } = person
  const { ordersPaid, paidFen, refundedFen, firstSeenAt, lastSeenAt, lastPaidAt } = customer
  const [phone] = ofType(person, 'phone')
  const active = relations.filter(({ state }) => state === 'active')
  return {
    customerId: customer._id,
    name: customer.name ?? null,
    avatar: customer.avatar ?? null,
    phoneMasked: phone === undefined ? null : text.masked(phone.identifier),
    memberNos: ofType(person, 'member_no').map(({ identifier }) => identifier.value),
    staff: active.map(({ userid, staffName: name }) => ({ userid, name })),
    tags: tagViews(person).map(({ name }) => ({ name })),
    ordersPaid,
    netFen: paidFen - refundedFen,
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    lastPaidAt: iso(lastPaidAt),
  }
}

/** Proved ones before mentioned ones, the one seen last first. */
export function ofType(
  { identifiers }: Person,
  type: 'phone' | 'member_no',
): readonly ShownIdentifier[] {
  return identifiers
    .filter(({ identifier }) => identifier.type === type)
    .sort(
      (x, y) =>
        Number(isClaim(y.strength)) - Number(isClaim(x.strength)) ||
        y.lastAt.getTime() - x.lastAt.getTime(),
    )
}

export type Revenue = readonly Readonly<{ month: string; netFen: number; orders: number }>[]
type DetailParts = Readonly<{
  links: readonly StoredLink[]
  /** Every identifier that a link names. */
  byKey: ReadonlyMap<IdentifierKey, IdentifierDocument>
  /** What is open about this customer. */
  reviews: readonly ReviewDocument[]
  /** Of the last 365 days, by month. */
  revenue: Revenue
  /** The months of the chart, oldest first. */
  months: readonly string[]
  isBeingErased: boolean
}>

export function customerDetail(
  person: Person,
  { links, byKey, reviews, revenue, months, isBeingErased }: DetailParts,
  text: IdentifierText,
): z.output<typeof CustomerDetail> {
  const { customer } = person
  const metrics = metricsView(customer)
  const netOf = new Map(revenue.map(({ month, netFen }) => [month, netFen]))
  return {
    customerId: customer._id,
    isBeingErased,
    name: customer.name ?? null,
    avatar: customer.avatar ?? null,
    gender: customer.gender ?? null,
    phones: ofType(person, 'phone').map(({ identifier, strength }) => ({
      masked: text.masked(identifier),
      verified: isClaim(strength),
    })),
    memberNos: ofType(person, 'member_no').map(({ identifier }) => ({
      source: identifier.scope,
      value: identifier.value,
    })),
    firstSeenAt: customer.firstSeenAt.toISOString(),
    lastSeenAt: customer.lastSeenAt.toISOString(),
    metrics: {
      ...metrics,
      averageOrderFen: averageFen(metrics.netFen, metrics.ordersPaid),
      last365NetFen: revenue.reduce((sum, { netFen }) => sum + netFen, 0),
      last365Orders: revenue.reduce((sum, { orders }) => sum + orders, 0),
      monthlyNet: months.map((month) => ({ month, netFen: netOf.get(month) ?? 0 })),
    },
    identifiers: person.identifiers.map((shown) => identifierView(shown, text.masked)),
    links: links.flatMap((link) => linkView(link, { byKey, reviews }, text)),
    relations: person.relations.map(({ identifierKey: _key, staffName: name, ...relation }) => ({
      ...relation,
      name,
      since: relation.since.toISOString(),
      endedAt: iso(relation.endedAt),
    })),
    tags: tagViews(person),
    mergedFrom: [...person.mergedFrom],
  }
}

function linkView(
  link: StoredLink,
  { byKey, reviews }: Pick<DetailParts, 'byKey' | 'reviews'>,
  text: IdentifierText,
): z.output<typeof CustomerDetail>['links'] {
  const [a, b] = [byKey.get(link.a), byKey.get(link.b)]
  const [first, last] = [link.runs[0], link.runs.at(-1)]
  if (a === undefined || b === undefined || first === undefined || last === undefined) {
    return []
  }
  const side = (identifier: IdentifierDocument) => ({
    type: identifier.type,
    scope: identifier.scope,
    value: text.masked(identifier),
  })
  const { kind, source, strength, count } = link
  const held = reviews.some(({ keys }) => keys.includes(link.a) && keys.includes(link.b))
  const [firstAt, lastAt] = [first.from.toISOString(), last.to.toISOString()]
  return [{ a: side(a), b: side(b), kind, source, strength, firstAt, lastAt, count, held }]
}

export function timelineEntry(entry: TimelineDocument): z.output<typeof TimelineEntryView> {
  const { at, type, source, group, summary, eventId, data } = entry
  return { at: at.toISOString(), type, source, group, summary, eventId, data }
}
