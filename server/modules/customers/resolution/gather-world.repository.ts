import { newId, type Id } from '../../../platform/ids/index.js'
import { readAll, type Db, type Moment } from '../../../platform/mongo/index.js'
import { typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import type { CustomerDocument, IdentifierDocument } from '../identity.documents.js'
import { identityCollections } from '../identity.model.js'
import type { StoredLink } from '../links.domain.js'
import { isBorder, isTablet } from './borders.domain.js'
import { decisionReader } from './decisions.repository.js'
import type { IdentityDecision, JudgedLink, ResolutionRules } from './evidence.domain.js'
import { reviewCollections, type ReviewDocument } from './reviews.model.js'
import { judgedBy } from './standing.domain.js'
import { addTo, keysOfDecision, type World } from './world.domain.js'

/** Beyond so many links an identifier is not gone through: a store's tablet, a cashier's phone. */
export const MAX_DEGREE = 600
/** Rings around the events; what reaches further is too large for one transaction. */
const MAX_RINGS = 24
/** The driver asks for 101 documents first and then for the rest: a batch of events needs more at once. */
const IN_ONE_REPLY = { batchSize: 5_000 } as const

/** The world and everything as it was read: the write guards itself with that. */
export type GatheredWorld = Readonly<{
  world: World
  identifiers: ReadonlyMap<IdentifierKey, IdentifierDocument>
  /** By id, those that an identifier of the core has founded. */
  customers: ReadonlyMap<Id<'cus'>, CustomerDocument>
  links: ReadonlyMap<string, StoredLink>
  /** What is open about the core. */
  reviews: readonly ReviewDocument[]
  /** What operators have said about the core and not taken back, by id; without what is `supposed`. */
  spoken: ReadonlyMap<string, IdentityDecision>
}>

/** As if operators had said this, too, and had not said that. */
export type Supposed = Readonly<{
  said: readonly IdentityDecision[]
  undone: ReadonlySet<string>
}>
const NOTHING: Supposed = { said: [], undone: new Set() }

/** What has been read so far; grows ring by ring. */
type Notes = Readonly<{
  documents: Map<IdentifierKey, IdentifierDocument>
  links: Map<string, StoredLink>
  customers: Map<Id<'cus'>, CustomerDocument>
  decisions: Map<string, IdentityDecision>
  supposed: Supposed
  reviews: Map<string, ReviewDocument>
  core: Set<IdentifierKey>
  borders: Set<IdentifierKey>
}>

type Parts = Readonly<{
  db: Db
  /** Everything is read as of one: what is guarded later was all true at once. */
  moment: Moment
  rules: ResolutionRules
  /** The business day. */
  today: string
}>

/** What was read before it was known where to look. */
export type Found = Readonly<{
  identifiers: readonly IdentifierDocument[]
  links: readonly StoredLink[]
}>

type Around = Readonly<{ found: Found; seeds: readonly IdentifierKey[]; supposed?: Supposed }>

/**
 * Reads, in sets, everything that may be joined to these identifiers or parted from them: ring by ring their customers,
 * their links and what those lead to, up to the phones and cards of too many. `found` was read at the same moment.
 */
export async function gatherWorld(
  parts: Parts,
  { found, seeds, supposed = NOTHING }: Around,
): Promise<GatheredWorld> {
  const notes = notesOf(found, supposed)
  let ring = [...new Set(seeds)]
  for (let round = 0; ring.length > 0 && round < MAX_RINGS; round += 1) {
    await readRing(parts, notes, ring)
    ring = nextRing(notes, parts.rules)
  }
  const { documents: identifiers, customers, links, reviews, decisions: spoken } = notes
  const world = worldOf(notes, parts, ring)
  return { world, identifiers, customers, links, reviews: [...reviews.values()], spoken }
}

/** The world as far as it was found: enough to note down what is new. */
export const foundWorld = (parts: Omit<Parts, 'db' | 'moment'>, found: Found): World =>
  worldOf(notesOf(found, NOTHING), parts, [])

const notesOf = ({ identifiers, links }: Found, supposed: Supposed): Notes => ({
  documents: new Map(identifiers.map((document) => [document._id, document])),
  links: new Map(links.map((link) => [link._id, link])),
  customers: new Map(),
  decisions: new Map(),
  supposed,
  reviews: new Map(),
  core: new Set(),
  borders: new Set(),
})

async function readRing(
  { db, moment }: Pick<Parts, 'db' | 'moment'>,
  notes: Notes,
  ring: readonly IdentifierKey[],
): Promise<void> {
  const options = { ...IN_ONE_REPLY, ...moment }
  const { identifiers, customers, links } = identityCollections(db)
  const { documents } = notes
  const owners = [...new Set(ring.flatMap((key) => documents.get(key)?.ownerId ?? []))]
  const mates =
    owners.length === 0
      ? []
      : await identifiers.find({ ownerId: { $in: owners } }, options).toArray()
  mates.forEach((mate) => documents.set(mate._id, mate))
  const grown = [...new Set([...ring, ...mates.map(({ _id }) => _id)])].filter(
    (key) => !notes.core.has(key),
  )
  grown.forEach((key) => notes.core.add(key))
  // Of what nobody has seen before there is nothing to read but an operator's word.
  const known = grown.filter((key) => documents.has(key))
  const { reviews } = reviewCollections(db)
  const ofKnown = async <Row>(read: () => Promise<Row[]>) =>
    known.length === 0 ? [] : await read()
  const [theirLinks, words, founded, open] = await readAll(moment, [
    () => ofKnown(() => links.find(linksOf(known, documents), options).toArray()),
    () => decisionReader(db).about(grown, moment),
    () => ofKnown(() => customers.find({ founderKey: { $in: known } }, options).toArray()),
    () => ofKnown(() => reviews.find({ keys: { $in: known }, state: 'open' }, moment).toArray()),
  ])
  open.forEach((review) => notes.reviews.set(review._id, review))
  theirLinks.forEach((link) => notes.links.set(link._id, link))
  const inForce = words.filter(({ decisionId }) => !notes.supposed.undone.has(decisionId))
  inForce.forEach(({ decisionId, word }) => notes.decisions.set(decisionId, word))
  founded.forEach((customer) => notes.customers.set(customer._id, customer))
  const named = [
    ...theirLinks.flatMap(({ a, b }) => [a, b]),
    ...inForce.flatMap(({ word }) => keysOfDecision(word)),
  ]
  const unread = [...new Set(named)].filter((key) => !documents.has(key))
  if (unread.length > 0) {
    const others = await identifiers.find({ _id: { $in: unread } }, options).toArray()
    others.forEach((other) => documents.set(other._id, other))
  }
}

const HARD = /^(unionid|openid|external_userid):/

/** All links of each; of one with too many only those that WeChat gives, which are few. */
function linksOf(
  keys: readonly IdentifierKey[],
  documents: ReadonlyMap<IdentifierKey, IdentifierDocument>,
) {
  const isCrowded = (key: IdentifierKey) => (documents.get(key)?.degree ?? 0) > MAX_DEGREE
  const [crowded, others] = [keys.filter(isCrowded), keys.filter((key) => !isCrowded(key))]
  return {
    $or: [
      { a: { $in: others } },
      { b: { $in: others } },
      ...(crowded.length === 0
        ? []
        : [
            { a: { $in: crowded }, b: HARD },
            { b: { $in: crowded }, a: HARD },
          ]),
    ],
  }
}

/** What the core's links and decisions lead to and is not in it yet; notes down where that ends. */
function nextRing(notes: Notes, rules: ResolutionRules): IdentifierKey[] {
  const { core, documents } = notes
  const judge = judgedBy(rules)
  const linksByKey = new Map<IdentifierKey, JudgedLink[]>()
  for (const link of notes.links.values()) {
    const judged = judge(link)
    for (const key of new Set([link.a, link.b])) {
      linksByKey.set(key, [...(linksByKey.get(key) ?? []), judged])
    }
  }
  const decided = new Set(decisionsOf(notes).flatMap(keysOfDecision))
  const owners = new Set([...core].flatMap((key) => documents.get(key)?.ownerId ?? []))
  const parts = {
    rules,
    maxDegree: MAX_DEGREE,
    neighbour: (key: IdentifierKey) => documents.get(key),
    isDecided: (ownerId: Id<'cus'>) => owners.has(ownerId),
  }
  const next = new Set(decided)
  notes.borders.clear()
  for (const key of core) {
    const links = linksByKey.get(key) ?? []
    if (links.length === 0 && !documents.has(key)) {
      continue // nobody has seen it before
    }
    const isAsked = decided.has(key) || isParted(documents.get(key))
    if (isBorder(key, links, parts) && !(isAsked && !isCrowded(documents.get(key)))) {
      notes.borders.add(key)
      continue
    }
    const isDevice = isTablet(key, links, parts)
    for (const { a, b, standing } of links) {
      const other = a === key ? b : a
      const isIdle = isDevice && typeOfKey(other) === 'phone' && !isParted(documents.get(other))
      if (standing !== 'sighted' && !isIdle) {
        next.add(other)
      }
    }
  }
  return [...next].filter((key) => !core.has(key) && documents.has(key))
}

const decisionsOf = ({ decisions, supposed }: Notes): IdentityDecision[] => [
  ...decisions.values(),
  ...supposed.said,
]

const isCrowded = (document: IdentifierDocument | undefined): boolean =>
  (document?.degree ?? 0) > MAX_DEGREE

/** It has holders, who must be known when it loses them. */
const isParted = (document: IdentifierDocument | undefined): boolean =>
  (document?.epochs?.parts.length ?? 0) > 0

function worldOf(
  notes: Notes,
  { rules, today }: Omit<Parts, 'db' | 'moment'>,
  unread: readonly IdentifierKey[],
): World {
  const linkIds = new Map<IdentifierKey, Set<string>>()
  for (const { _id, a, b } of notes.links.values()) {
    addTo(linkIds, a, _id)
    addTo(linkIds, b, _id)
  }
  const mates = new Map<Id<'cus'>, Set<IdentifierKey>>()
  for (const { _id, ownerId } of notes.documents.values()) {
    if (ownerId !== null) {
      addTo(mates, ownerId, _id)
    }
  }
  const founded = new Map<IdentifierKey, Set<Id<'cus'>>>()
  notes.customers.forEach(({ founderKey }, id) => addTo(founded, founderKey, id))
  return {
    identifiers: new Map(
      [...notes.documents.values()].map((document) => [document._id, identifierOf(document)]),
    ),
    links: new Map(notes.links),
    linkIds,
    mates,
    customers: new Map([...notes.customers].map(([id, document]) => [id, customerOf(document)])),
    founded,
    decisions: decisionsOf(notes),
    core: notes.core,
    borders: notes.borders,
    unread: new Set(unread),
    freshIds: new Map([...notes.core].map((key) => [key, newId('cus')])),
    rules,
    today,
  }
}

/** A process of the version before may have written it: without the newer fields. */
const identifierOf = ({
  _id: key,
  ownerId,
  isCarrier = ownerId !== null,
  degree = 0,
  isMoved = false,
  isShared = false,
  ...document
}: Partial<IdentifierDocument> & Pick<IdentifierDocument, '_id' | 'ownerId'>) => ({
  ...{ key, ownerId, isCarrier, degree, isMoved, isShared },
  parts: document.epochs?.parts ?? [],
  factRuns: document.factRuns ?? (isCarrier ? someTime(document) : []),
})

/** Where it was not written down when there were facts: at any time that it was seen. */
const someTime = ({ firstSeenAt, lastSeenAt }: Partial<IdentifierDocument>) =>
  firstSeenAt === undefined || lastSeenAt === undefined
    ? []
    : [{ from: firstSeenAt, to: lastSeenAt }]

const customerOf = ({ _id, founderKey, state, createdAt, merges }: CustomerDocument) => ({
  customerId: _id,
  founderKey,
  state,
  createdAt,
  merges: merges ?? null,
})
