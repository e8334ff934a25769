import { unreachable } from '../../../platform/errors/index.js'
import {
  contentOf,
  fieldsOf,
  relationIdOf,
  withPersonalTags,
  type ContactKey,
  type Relation,
  type RelationState,
  type Shown,
  type ShownFields,
} from './relation.domain.js'

/**
 * How a relation changes: it is what the platform shows, and its end, which the platform does not always show, comes from
 * the event itself (architecture.md 2). Pure. Events come repeated, late and out of order.
 */

export type ContactReport = Readonly<{
  /**
   * `looked-at`: something changed, read anew. `reconciled`, `missing`: found by comparing everything, at `readAt`.
   */
  kind:
    'added' | 'removed-by-customer' | 'removed-by-staff' | 'looked-at' | 'reconciled' | 'missing'
  key: string
  userid: string
  externalUserid: string
  identifierKey: ContactKey
  at: Date
  readAt: Date
  /** Null: the platform shows no such relation. */
  shown: Shown | null
}>

/** Worth an entry in the timeline. */
export type Told = 'began' | 'began-again' | 'ended-by-customer' | 'ended-by-staff'
export type RelationDecision = Readonly<{
  /** The next relation; null when nothing changes. */
  relation: Relation | null
  told: Told | null
}>

const NOTHING: RelationDecision = { relation: null, told: null }

export function decideRelation(stored: Relation | null, report: ContactReport): RelationDecision {
  switch (report.kind) {
    case 'added':
    case 'looked-at':
      return follow(stored, report)
    case 'reconciled':
      return isNewerThan(stored, report) ? NOTHING : follow(stored, report)
    case 'removed-by-customer':
      return end(stored, report, 'ended-by-customer')
    case 'removed-by-staff':
      return end(stored, report, 'ended-by-staff')
    case 'missing':
      // Only a deletion by staff hides a relation; its event was lost, so its moment is that of the look.
      return stored?.state !== 'active' || isNewerThan(stored, report)
        ? NOTHING
        : end(stored, report, 'ended-by-staff')
    default:
      return unreachable(report.kind)
  }
}

/** What was stored after the comparison read the platform is newer than what it found. */
const isNewerThan = (stored: Relation | null, { readAt }: ContactReport): boolean =>
  stored !== null && stored.readAt >= readAt

/** The relation is what the platform shows, unless it has ended and only goes on being shown. */
function follow(stored: Relation | null, report: ContactReport): RelationDecision {
  const { shown } = report
  if (shown === null) {
    return NOTHING
  }
  if (stored === null) {
    return { relation: { ...begun(report, shown), revision: 0 }, told: 'began' }
  }
  if (stored.state !== 'active') {
    return revives(stored, report, shown)
      ? { relation: revived(stored, report, shown), told: 'began-again' }
      : NOTHING
  }
  if (shown.addedAt > stored.since) {
    const relation = { ...begun(report, shown), revision: stored.revision }
    return { relation, told: 'began-again' }
  }
  return { relation: refreshed(stored, report, shown), told: null }
}

/** The same friendship as the platform shows it now; null when nothing is new. */
function refreshed(stored: Relation, report: ContactReport, shown: Shown): Relation | null {
  const read = report.kind === 'reconciled' ? withPersonalTags(stored, shown) : shown
  const fields = fieldsOf(read, stored)
  const addedAt = report.kind === 'added' ? report.at : undefined
  const lastAddedAt = latest(stored.lastAddedAt, addedAt)
  const isSame =
    contentOf(stored) === contentOf(fields) &&
    lastAddedAt?.getTime() === stored.lastAddedAt?.getTime()
  return isSame ? null : { ...stored, ...fields, lastAddedAt, readAt: report.readAt }
}

/**
 * Only a later add event, or a `createtime` newer than the end. Times are whole seconds: in the second of the end itself an
 * add event counts when the friendship it shows is another one than the one that ended.
 */
function revives(stored: Relation, { kind, at }: ContactReport, { addedAt }: Shown): boolean {
  const endedAt = stored.endedAt ?? stored.since
  const isLaterAdd = kind === 'added' && at > endedAt
  const isNewInSameSecond = kind === 'added' && addedAt > stored.since && addedAt >= endedAt
  return isLaterAdd || addedAt > endedAt || isNewInSameSecond
}

function revived(stored: Relation, report: ContactReport, shown: Shown): Relation {
  const isNewer = shown.addedAt > (stored.endedAt ?? stored.since)
  const since = isNewer ? shown.addedAt : report.at
  return { ...begun(report, shown), since, revision: stored.revision }
}

function begun(report: ContactReport, shown: Shown): Omit<Relation, 'revision'> {
  const { key, userid, externalUserid, identifierKey, readAt, kind, at } = report
  return {
    ...fieldsOf(shown),
    relationId: relationIdOf(userid, externalUserid),
    userid,
    externalUserid,
    identifierKey,
    state: 'active',
    since: shown.addedAt,
    ...(kind === 'added' ? { lastAddedAt: at } : {}),
    readAt,
    createdByEventKey: key,
  }
}

/** The event itself says that it is over; an end that a newer friendship has overtaken is only told. */
function end(
  stored: Relation | null,
  report: ContactReport,
  state: Exclude<RelationState, 'active'>,
): RelationDecision {
  const { at, readAt, shown } = report
  if (stored === null) {
    const since = shown !== null && shown.addedAt <= at ? shown.addedAt : at
    const fields = shown ?? { ...UNSHOWN, addedAt: at }
    const relation = { ...begun(report, fields), state, since, endedAt: at, revision: 0 }
    return { relation, told: state }
  }
  if (at < stored.since || (stored.lastAddedAt !== undefined && at < stored.lastAddedAt)) {
    return { relation: null, told: state }
  }
  if (stored.state === 'active') {
    const isEndFound = report.kind === 'missing' ? true : undefined
    return { relation: { ...stored, state, endedAt: at, isEndFound, readAt }, told: state }
  }
  return endedAgain(stored, { at, state, readAt })
}

/** A second end of the same friendship: the later one counts, and of two in one second the deletion by staff. */
function endedAgain(
  stored: Relation,
  { at, state, readAt }: Pick<Relation, 'state' | 'readAt'> & Readonly<{ at: Date }>,
): RelationDecision {
  const endedAt = stored.endedAt ?? stored.since
  const isTheFoundOne = stored.isEndFound === true && at <= endedAt
  const isFinal = at > endedAt || (at.getTime() === endedAt.getTime() && state === 'ended-by-staff')
  const relation =
    isFinal || isTheFoundOne
      ? { ...stored, state, endedAt: at, isEndFound: undefined, readAt }
      : null
  return { relation, told: isTheFoundOne || state === 'active' ? null : state }
}

const UNSHOWN: ShownFields = {
  contactName: '',
  hasUnionid: false,
  remark: '',
  description: '',
  addWay: 'unknown',
  tags: [],
  phoneKeys: [],
}

function latest(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a
}
