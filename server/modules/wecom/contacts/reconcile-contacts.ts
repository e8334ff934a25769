import { z } from 'zod'
import type { Clock } from '../../../platform/clock/index.js'
import type { JobContext } from '../../../platform/jobs/index.js'
import type { NewInboundEvent } from '../../../platform/pipeline/index.js'
import type {
  Comparison,
  Difference,
  Report,
  RunRound,
  Totals,
} from '../../../platform/reconciliation/index.js'
import type { ChannelCodes } from '../channel-codes/channel-codes.repository.js'
import { inParallel } from '../in-parallel.js'
import type { ContactPlatform, EventInbox, PulledContact } from '../wecom.ports.js'
import { shownOf, type Reader } from './contact-facts.js'
import { noteOf } from './finding-note.js'
import { eventOfFinding, tagNamer, type Finding, type NameTags } from './findings.js'
import { isFinding, relationIdOf, type Relation } from './relation.domain.js'
import type { Relations } from './relations.repository.js'

type Deps = Readonly<{
  platform: ContactPlatform
  relations: Pick<Relations, 'withIds' | 'activeContactsOf'>
  codes: Pick<ChannelCodes, 'byTokens'>
  inbox: EventInbox
  reader: Reader
  clock: Clock
  runRound: RunRound
}>

/** What one call takes. */
const STAFF_PER_CALL = 100
const CONTACTS_PER_CALL = 100
const PARALLEL_LISTS = 4

/**
 * Where a round has come to. The staff of the present group are kept, because the page is WeCom's for exactly them.
 */
const Progress = z.object({
  doneUpTo: z.string(),
  group: z.array(z.string()),
  page: z.string().nullable(),
})
type Progress = z.output<typeof Progress>

const BEGIN: Progress = { doneUpTo: '', group: [], page: null }

type Noted = Finding & Readonly<{ note: string }>
type Company = Readonly<{ staff: readonly string[]; nameTags: NameTags }>

/**
 * Pulls every contact of every staff member and compares with what is stored; each difference takes the way of a callback
 * (architecture.md 2, wecom-operations.md 9). Callbacks get lost, and edits through the API or of remark phones raise none.
 */
export type ReconcileContacts = ReturnType<typeof reconcileContacts>
export function reconcileContacts(deps: Deps) {
  const { platform, relations, codes, inbox, reader, clock, runRound } = deps

  /** Written down first: what was sent and not written down would be repaired before it is counted. */
  async function tell(findings: readonly Noted[], pulledAt: Date, report: Report): Promise<void> {
    const told = findings.map((finding) => {
      const events = eventOfFinding(finding, pulledAt, reader)
      return { events, difference: differenceOf(finding, events) }
    })
    await report(told.map(({ difference }) => difference))
    await Promise.all(told.flatMap(({ events }) => events.map((event) => inbox.insert(event))))
  }

  /** Only a deletion by staff makes a relation disappear; one call per staff member tells who is there. */
  async function findMissing(userids: readonly string[]): Promise<Noted[]> {
    const found = await inParallel(userids, PARALLEL_LISTS, async (userid) => {
      const stored = await relations.activeContactsOf(userid)
      const there = new Set(stored.length === 0 ? [] : await platform.listContactIds(userid))
      return stored
        .filter((externalUserid) => !there.has(externalUserid))
        .map((externalUserid) => ({ userid, externalUserid }))
    })
    const missing = found.flat()
    const known = await relations.withIds(
      missing.map((one) => relationIdOf(one.userid, one.externalUserid)),
    )
    return missing.map((one) => {
      const revision = known.get(relationIdOf(one.userid, one.externalUserid))?.revision ?? 0
      const finding = { ...one, kind: 'missing' as const, revision, pulled: null }
      return { ...finding, note: noteOf(finding) }
    })
  }

  async function compare(contacts: readonly PulledContact[]): Promise<Noted[]> {
    const ids = contacts.map((contact) =>
      relationIdOf(contact.relation.userid, contact.externalUserid),
    )
    const tokens = [...new Set(contacts.flatMap(({ relation }) => relation.state ?? []))]
    const [stored, byToken] = await Promise.all([relations.withIds(ids), codes.byTokens(tokens)])
    const names = { reader, channelCodeIdOf: (token: string) => byToken.get(token)?.channelCodeId }
    return contacts.flatMap((pulled) => {
      const { externalUserid, relation } = pulled
      const before: Relation | null =
        stored.get(relationIdOf(relation.userid, externalUserid)) ?? null
      const shown = shownOf(pulled, relation, { stateOfEvent: undefined, names })
      if (!isFinding(before, shown)) {
        return []
      }
      const kind = before === null ? ('unknown' as const) : ('changed' as const)
      const { userid } = relation
      const revision = before?.revision ?? 0
      const note = noteOf({ kind, userid }, { stored: before, shown })
      return [{ kind, userid, externalUserid, revision, pulled, note }]
    })
  }

  /** One page; the group is done when WeCom names no further one. */
  async function pullPage(at: Progress, { nameTags }: Company, report: Report) {
    const pulledAt = clock.now()
    const { group, page } = at
    const isFirst = page === null
    const missing = isFirst ? await findMissing(group) : []
    const { contacts, nextCursor } = await platform.batchContacts({
      userids: group,
      cursor: page,
      limit: CONTACTS_PER_CALL,
    })
    const found = await compare(contacts.map(nameTags))
    await tell([...missing, ...found], pulledAt, report)
    const isDone = nextCursor === null || nextCursor === ''
    const next: Progress = isDone
      ? { doneUpTo: group.at(-1) ?? at.doneUpTo, group: [], page: null }
      : { ...at, page: nextCursor }
    return { seen: contacts.length, next }
  }

  /** Asked once per run, and not before it has a cursor that leads back to it. */
  function companyOnce(): () => Promise<Company> {
    let asked: Promise<Company> | undefined
    const ask = async () => ({
      staff: [...(await platform.listFollowStaff())].sort(),
      nameTags: tagNamer(await platform.listTags()),
    })
    return () => (asked ??= ask())
  }

  function comparison(): Comparison<Progress> {
    const company = companyOnce()
    return {
      subject: 'contacts',
      progress: Progress,
      begin: () => BEGIN,
      sentenceOf,
      async step(progress, report) {
        const { staff, nameTags } = await company()
        const { doneUpTo } = progress
        const group =
          progress.group.length > 0
            ? progress.group
            : staff.filter((userid) => userid > doneUpTo).slice(0, STAFF_PER_CALL)
        return group.length === 0
          ? { seen: 0, next: null }
          : pullPage({ ...progress, group }, { staff, nameTags }, report)
      },
    }
  }

  return {
    /** One round, or the rest of one that was interrupted. Answers a sentence for the console. */
    run: (context: JobContext): Promise<string> => runRound(comparison(), context),
  }
}

function differenceOf(finding: Noted, events: readonly NewInboundEvent[]): Difference {
  const { userid, externalUserid, kind, note } = finding
  const key = relationIdOf(userid, externalUserid)
  const about = { type: 'contact', id: externalUserid }
  return { key, kind, about, note, isRepairable: events.length > 0 }
}

const sentenceOf = ({ seen, unknown, changed, missing }: Totals): string =>
  `核对了 ${seen} 位好友：新发现 ${unknown}，有变化 ${changed}，已解除 ${missing}`
