import { contentHash } from '../../../platform/crypto/index.js'
import { businessDay } from '../../../platform/days/index.js'
import type { NewInboundEvent } from '../../../platform/pipeline/index.js'
import type { ContactPlatform, PulledContact } from '../wecom.ports.js'
import { ownContactEvent, RECONCILED } from './contact-events.js'
import type { Reader } from './contact-facts.js'

/** One difference between WeCom and what is stored. */
export type Finding = Readonly<{
  kind: 'unknown' | 'changed' | 'missing'
  userid: string
  externalUserid: string
  /** Of the stored relation: a difference that comes again later is another event. */
  revision: number
  pulled: PulledContact | null
}>

/** The key is made of content and day: the same difference found twice is one event. */
export function eventOfFinding(
  finding: Finding,
  pulledAt: Date,
  reader: Pick<Reader, 'externalUserid'>,
): NewInboundEvent[] {
  const { userid, externalUserid, pulled, revision } = finding
  const [carrier] = reader.externalUserid(externalUserid)
  if (carrier === undefined) {
    return []
  }
  const content = contentHash({ userid, externalUserid, pulled: JSON.stringify(pulled), revision })
  return [
    ownContactEvent(
      {
        key: `wecom:reconciled:${businessDay(pulledAt)}:${content}`,
        type: RECONCILED,
        carrier: { userid, externalUserid },
        partitionKey: carrier.key,
        occurredAt: pulledAt,
      },
      { pulledAt, pulled },
    ),
  ]
}

export type NameTags = (contact: PulledContact) => PulledContact

/** The batch API gives tags by their ids alone. */
export function tagNamer(groups: Awaited<ReturnType<ContactPlatform['listTags']>>): NameTags {
  const names = new Map(
    groups.flatMap(({ name: groupName, tags }) =>
      tags.map(({ tagId, name }) => [tagId, { name, groupName }] as const),
    ),
  )
  return (contact) => {
    const { relation } = contact
    const tags = relation.tags.map((tag) => ({ ...tag, ...names.get(tag.tagId ?? '') }))
    return { ...contact, relation: { ...relation, tags } }
  }
}
