import type { Clock } from '../../../platform/clock/index.js'
import type { InboundEvent } from '../../../platform/pipeline/index.js'
import type { ChannelCodes } from '../channel-codes/channel-codes.repository.js'
import type { StaffName, StaffService } from '../staff/staff.service.js'
import type { ContactPlatform } from '../wecom.ports.js'
import { readContactEvent, type ContactEvent } from './contact-events.js'
import { readContacts, type Reading } from './read-contacts.js'
import { relationIdOf, type Relation } from './relation.domain.js'
import type { Relations } from './relations.repository.js'

export type GatherDeps = Readonly<{
  relations: Pick<Relations, 'withIds'>
  codes: Pick<ChannelCodes, 'byTokens'>
  staff: Pick<StaffService, 'namesOf'>
  platform: Pick<ContactPlatform, 'getContact'>
  clock: Clock
}>

export type NamedCode = Readonly<{ channelCodeId: string; name: string }>

/** What deciding a batch of contact events needs. `relations` follow the changes of the batch. */
export type ContactState = {
  readonly events: ReadonlyMap<string, ContactEvent | null>
  readonly readings: ReadonlyMap<string, Reading>
  readonly relations: Map<string, Relation>
  readonly codes: ReadonlyMap<string, NamedCode>
  readonly staffName: (userid: string) => StaffName
  /** Business time before the first reading: what is read is at least as new. */
  readonly readAt: Date
  readonly now: Date
  /** `receivedAt` of events is the store's real time; welcome codes live by business time. */
  readonly businessOffsetMs: number
}

/** One reading per customer, one read for all relations, one for all channel codes. Nothing for events that carry both. */
export async function gatherContacts(
  events: readonly InboundEvent[],
  { relations, codes, staff, platform, clock }: GatherDeps,
): Promise<ContactState> {
  const readAt = clock.now()
  const read = new Map(events.map((event) => [event.key, readContactEvent(event)]))
  const known = [...read.values()].flatMap((event) => event ?? [])
  const userids = known.map(({ userid }) => userid)
  const ids = known.map(({ userid, externalUserid }) => relationIdOf(userid, externalUserid))
  const [readings, stored, staffName] = await Promise.all([
    readContacts(platform, toRead(known)),
    relations.withIds([...new Set(ids)]),
    staff.namesOf(userids),
  ])
  const found = await codes.byTokens(tokensOf(known, readings))
  const now = clock.now()
  const businessOffsetMs = now.getTime() - Date.now()
  return {
    events: read,
    readings,
    relations: stored,
    codes: found,
    staffName,
    readAt,
    now,
    businessOffsetMs,
  }
}

/** What reconciling found comes with its reading. */
function toRead(events: readonly ContactEvent[]): Map<string, { isHurried: boolean }> {
  const wanted = new Map<string, { isHurried: boolean }>()
  for (const { externalUserid, pulled, welcomeCode } of events) {
    if (pulled === undefined) {
      const isHurried = welcomeCode !== undefined || wanted.get(externalUserid)?.isHurried === true
      wanted.set(externalUserid, { isHurried })
    }
  }
  return wanted
}

function tokensOf(events: readonly ContactEvent[], readings: ReadonlyMap<string, Reading>) {
  const shown = [...readings.values()].flatMap((reading) =>
    reading.kind === 'read' ? (reading.contact?.relations ?? []) : [],
  )
  const pulled = events.flatMap((event) => event.pulled?.relation ?? [])
  const all = [...events, ...shown, ...pulled].flatMap(({ state }) => state ?? [])
  return [...new Set(all)]
}
