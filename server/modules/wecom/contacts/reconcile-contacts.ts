import { z } from 'zod'
import type { Clock } from '../../../platform/clock/index.js'
import type { JobContext } from '../../../platform/jobs/index.js'
import { inParallel } from '../in-parallel.js'
import type { ChannelCodes } from '../channel-codes/channel-codes.repository.js'
import type { ContactPlatform, EventInbox, PulledContact } from '../wecom.ports.js'
import { shownOf, type Reader } from './contact-facts.js'
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
}>

/** What one call takes. */
const STAFF_PER_CALL = 100
const CONTACTS_PER_CALL = 100
const PARALLEL_LISTS = 4

/**
 * Where a round has come to. The staff of the present group are kept, because the page is WeCom's for exactly them.
 * Numbers are of the whole round, across kills.
 */
const Progress = z.object({
  doneUpTo: z.string(),
  group: z.array(z.string()),
  page: z.string().nullable(),
  seen: z.int(),
  unknown: z.int(),
  changed: z.int(),
  missing: z.int(),
})
type Progress = z.output<typeof Progress>

const BEGIN: Progress = {
  doneUpTo: '',
  group: [],
  page: null,
  seen: 0,
  unknown: 0,
  changed: 0,
  missing: 0,
}

/**
 * Pulls every contact of every staff member and compares with what is stored; each difference takes the way of a callback
 * (architecture.md 2, wecom-operations.md 9). Callbacks get lost, and edits through the API or of remark phones raise none.
 */
export type ReconcileContacts = ReturnType<typeof reconcileContacts>
export function reconcileContacts(deps: Deps) {
  const { platform, relations, codes, inbox, reader, clock } = deps

  async function send(findings: readonly Finding[], pulledAt: Date): Promise<void> {
    const events = findings.flatMap((finding) => eventOfFinding(finding, pulledAt, reader))
    await Promise.all(events.map((event) => inbox.insert(event)))
  }

  /** Only a deletion by staff makes a relation disappear; one call per staff member tells who is there. */
  async function findMissing(userids: readonly string[]): Promise<Finding[]> {
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
      return { ...one, kind: 'missing', revision, pulled: null }
    })
  }

  async function compare(contacts: readonly PulledContact[]): Promise<Finding[]> {
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
      return [{ kind, userid, externalUserid, revision: before?.revision ?? 0, pulled }]
    })
  }

  /** One page; the group is done when WeCom names no further one. */
  async function pullPage(progress: Progress, nameTags: NameTags): Promise<Progress> {
    const pulledAt = clock.now()
    const { group, page } = progress
    const isFirst = page === null
    const missing = isFirst ? await findMissing(group) : []
    const { contacts, nextCursor } = await platform.batchContacts({
      userids: group,
      cursor: page,
      limit: CONTACTS_PER_CALL,
    })
    const found = await compare(contacts.map(nameTags))
    await send([...missing, ...found], pulledAt)
    const isDone = nextCursor === null || nextCursor === ''
    return {
      doneUpTo: isDone ? (group.at(-1) ?? progress.doneUpTo) : progress.doneUpTo,
      group: isDone ? [] : group,
      page: isDone ? null : nextCursor,
      seen: progress.seen + contacts.length,
      unknown: progress.unknown + count(found, 'unknown'),
      changed: progress.changed + count(found, 'changed'),
      missing: progress.missing + missing.length,
    }
  }

  return {
    /** One round, or the rest of one that was interrupted. Answers a sentence for the console. */
    async run({ cursor, saveCursor, isStopping }: JobContext): Promise<string> {
      const staff = [...(await platform.listFollowStaff())].sort()
      const nameTags = tagNamer(await platform.listTags())
      let progress = readProgress(cursor)
      for (;;) {
        if (progress.group.length === 0) {
          const { doneUpTo } = progress
          const group = staff.filter((userid) => userid > doneUpTo).slice(0, STAFF_PER_CALL)
          if (group.length === 0) {
            break
          }
          progress = { ...progress, group }
        }
        if (isStopping()) {
          return `核对到一半，下次接着来。${summaryOf(progress)}`
        }
        progress = await pullPage(progress, nameTags)
        await saveCursor(JSON.stringify(progress))
      }
      await saveCursor(null)
      return summaryOf(progress)
    },
  }
}

function readProgress(cursor: string | null): Progress {
  const parsed = cursor === null ? null : Progress.safeParse(JSON.parse(cursor))
  return parsed?.success === true ? parsed.data : BEGIN
}

const summaryOf = ({ seen, unknown, changed, missing }: Progress): string =>
  `核对了 ${seen} 位好友：新发现 ${unknown}，有变化 ${changed}，已解除 ${missing}`

const count = (findings: readonly Finding[], kind: Finding['kind']): number =>
  findings.filter((finding) => finding.kind === kind).length
