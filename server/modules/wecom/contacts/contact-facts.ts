import type { InboundEvent } from '../../../platform/pipeline/index.js'
import type {
  CustomerFact,
  IdentifierReader,
  NewTimelineEntry,
  Profile,
  SeenIdentifier,
} from '../../customers/index.js'
import type { PlatformFace, PlatformRelation, PlatformTag } from '../wecom.ports.js'
import { WECOM_SOURCE } from './contact-events.js'
import type { RelationTag, Shown } from './relation.domain.js'

/** What a reading of WeCom says about a person, in the words of the customers and of relations. */

/** WeCom allows five. */
const MAX_REMARK_PHONES = 5
/** Staff write other things there too: so many are looked at to find the phones among them. */
const MAX_REMARK_TEXTS = 20

export type Reader = Pick<IdentifierReader, 'externalUserid' | 'unionid' | 'read'>

type Names = Readonly<{
  reader: Reader
  channelCodeIdOf(token: string): string | undefined
}>

export function shownOf(
  face: PlatformFace,
  relation: PlatformRelation,
  { stateOfEvent, names }: Readonly<{ stateOfEvent: string | undefined; names: Names }>,
): Shown {
  const stateToken = relation.state ?? stateOfEvent
  const phones = remarkPhonesOf(relation, names.reader)
  return {
    contactName: face.name,
    hasUnionid: face.unionid !== undefined,
    remark: relation.remark,
    description: relation.description,
    addWay: relation.addWay,
    stateToken,
    channelCodeId: stateToken === undefined ? undefined : names.channelCodeIdOf(stateToken),
    tags: relation.tags.flatMap(tagOf),
    phoneKeys: phones.map(({ key }) => key),
    addedAt: relation.addedAt,
  }
}

/** The mobile numbers among what staff noted, each once. Landlines, masked numbers and other words are no phones of a person. */
function remarkPhonesOf({ remarkPhones }: PlatformRelation, reader: Reader): SeenIdentifier[] {
  const phones = remarkPhones
    .slice(0, MAX_REMARK_TEXTS)
    .flatMap((phone) =>
      reader.read({ phone, phoneVerified: false }, { source: WECOM_SOURCE, isTrusted: true }),
    )
  return [...new Map(phones.map((one) => [one.key, one])).values()].slice(0, MAX_REMARK_PHONES)
}

/** A tag that WeCom has deleted in the meantime has an id and no name: nobody can be shown it. */
function tagOf({ tagId, name, groupName, kind }: PlatformTag): RelationTag[] {
  return name === undefined ? [] : [{ tagId, name, group: groupName, kind }]
}

type Told = Readonly<{
  event: InboundEvent
  carrier: SeenIdentifier
  at: Date
  face: PlatformFace | null
  entry: NewTimelineEntry | null
}>

/** External userid and unionid are proved: our own call said so. */
export function factOf(
  { event, carrier, at, face, entry }: Told,
  { reader, unionidScope }: Readonly<{ reader: Reader; unionidScope: string }>,
): CustomerFact {
  return {
    seen: [carrier, ...reader.unionid(face?.unionid, unionidScope)],
    kind: 'external-contact',
    isTrusted: true,
    at,
    source: event.source,
    ...(face === null ? {} : { profile: profileOf(face) }),
    ...(entry === null ? {} : { timeline: [entry] }),
  }
}

type Noted = Readonly<{
  event: InboundEvent
  carrier: SeenIdentifier
  /** Of the staff member whom the event is about. */
  relation: PlatformRelation
  /** Keys of phones that were in the remark before: a remark that merely stays says nothing new. */
  knownKeys: readonly string[]
}>

/**
 * Phones that staff have written into the remark: sightings, which suggest and never join (identity.md 2). One fact for each,
 * so that two numbers of one remark are not told to belong together.
 */
export function remarkFactsOf(
  { event, carrier, relation, knownKeys }: Noted,
  { reader }: Readonly<{ reader: Reader }>,
): CustomerFact[] {
  const fresh = remarkPhonesOf(relation, reader).filter(({ key }) => !knownKeys.includes(key))
  return fresh.map((phone) => ({
    seen: [carrier, phone],
    kind: 'staff-remark',
    isTrusted: true,
    at: event.occurredAt,
    source: event.source,
    actor: relation.userid,
  }))
}

function profileOf({ name, avatarUrl, gender }: PlatformFace): Profile {
  return {
    ...(name === '' ? {} : { name }),
    ...(avatarUrl === undefined ? {} : { avatar: avatarUrl }),
    ...(gender === 'unknown' ? {} : { gender }),
  }
}
