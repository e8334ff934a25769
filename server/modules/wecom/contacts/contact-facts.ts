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

export type Reader = Pick<IdentifierReader, 'externalUserid' | 'unionid' | 'read' | 'phoneKey'>

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
  const phones = phonesOf(relation).map((phone) => names.reader.phoneKey(phone))
  return {
    contactName: face.name,
    hasUnionid: face.unionid !== undefined,
    remark: relation.remark,
    description: relation.description,
    addWay: relation.addWay,
    stateToken,
    channelCodeId: stateToken === undefined ? undefined : names.channelCodeIdOf(stateToken),
    tags: relation.tags.flatMap(tagOf),
    phoneKeys: [...new Set(phones.flatMap((key) => key ?? []))],
    addedAt: relation.addedAt,
  }
}

const phonesOf = (relation: PlatformRelation): readonly string[] =>
  relation.remarkPhones.slice(0, MAX_REMARK_PHONES)

/** A tag that WeCom has deleted in the meantime has an id and no name: nobody can be shown it. */
function tagOf({ tagId, name, groupName, kind }: PlatformTag): RelationTag[] {
  return name === undefined ? [] : [{ tagId, name, group: groupName, kind }]
}

type Told = Readonly<{
  event: InboundEvent
  carrier: SeenIdentifier
  at: Date
  face: PlatformFace | null
  /** Of the staff member whom the event is about. */
  relation: PlatformRelation | null
  entry: NewTimelineEntry | null
}>

/**
 * External userid and unionid are proved: our own call said so. Phones in a remark are typed by staff: sightings, which
 * suggest and never join (identity.md 2).
 */
export function factOf(
  { event, carrier, at, face, relation, entry }: Told,
  { reader, unionidScope }: Readonly<{ reader: Reader; unionidScope: string }>,
): CustomerFact {
  const typed = relation === null ? [] : phonesOf(relation)
  const sightings = typed.flatMap((phone) =>
    reader.read({ phone, phoneVerified: false }, { source: WECOM_SOURCE, isTrusted: true }),
  )
  const seen = [carrier, ...reader.unionid(face?.unionid, unionidScope), ...sightings]
  return {
    seen: [...new Map(seen.map((identifier) => [identifier.key, identifier])).values()],
    kind: 'external-contact',
    isTrusted: true,
    at,
    source: event.source,
    ...(face === null ? {} : { profile: profileOf(face) }),
    ...(entry === null ? {} : { timeline: [entry] }),
  }
}

function profileOf({ name, avatarUrl, gender }: PlatformFace): Profile {
  return {
    ...(name === '' ? {} : { name }),
    ...(avatarUrl === undefined ? {} : { avatar: avatarUrl }),
    ...(gender === 'unknown' ? {} : { gender }),
  }
}
