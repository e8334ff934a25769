import type { Id } from '../../platform/ids/index.js'
import type { Db, Tx } from '../../platform/mongo/index.js'
import { customerSums } from './customer-sums.repository.js'
import { sourceDecisionId } from './deciding/deciding.repository.js'
import { isHard, typeOfKey, type IdentifierKey } from './identifier.domain.js'
import type { IdentifierDocument } from './identity.documents.js'
import { identityCollections } from './identity.model.js'
import { decisionCollection } from './resolution/decisions.model.js'
import { timelineCollection } from './timeline.model.js'

/** So many imports that showed one identifier may have been taken back; beyond, its times stay as they are. */
const MAX_RETRACTED = 50

/** When an identifier was shown, by what is taken back. */
type Shown = Readonly<{ key: IdentifierKey; at: Date }>
type Edge = 'first' | 'last'
const FIELDS = { first: 'firstSeenAt', last: 'lastSeenAt' } as const

/**
 * First and last times of phones and cards as if what is taken back had never shown them, with those of their customers, in
 * the caller's transaction. `source`: what is taken back; its evidence stays where it is and does not count, nor that of
 * others taken back before. Only the ends that it may have moved are looked up, each in an index. What nothing else has
 * shown keeps its times: it is nobody.
 */
export function seenAnew(db: Db) {
  const { identifiers, customers, evidence } = identityCollections(db)
  const timeline = timelineCollection(db)
  const decisions = decisionCollection(db)

  async function evidenceAt(key: IdentifierKey, edge: Edge, gone: Set<string>, session: Tx) {
    const occurredAt = edge === 'first' ? 1 : -1
    for (let turn = 0; turn < MAX_RETRACTED; turn += 1) {
      const left = { 'identifiers.key': key, source: { $nin: [...gone] } }
      const found = await evidence.findOne(left, { session, sort: { occurredAt } })
      if (found === null) {
        return null
      }
      const said = { _id: sourceDecisionId(found.source), isActive: true }
      if ((await decisions.findOne(said, { session, projection: { _id: 1 } })) === null) {
        return found.occurredAt
      }
      gone.add(found.source)
    }
    return undefined
  }

  async function edgeOf(key: IdentifierKey, edge: Edge, gone: Set<string>, session: Tx) {
    const at = edge === 'first' ? 1 : -1
    const shown = await evidenceAt(key, edge, gone, session)
    const entry = await timeline.findOne({ identifierKey: key }, { session, sort: { at, _id: at } })
    const ends = [shown, entry?.at].flatMap((one) => one ?? [])
    const [outermost] = ends.sort((a, b) => (a.getTime() - b.getTime()) * at)
    return shown === undefined ? undefined : outermost
  }

  /** The ends of an identifier that were one of these moments, and are others now. */
  async function movedOf(
    one: IdentifierDocument,
    { moments, gone }: Readonly<{ moments: ReadonlySet<string>; gone: Set<string> }>,
    session: Tx,
  ) {
    const moved: Partial<Record<(typeof FIELDS)[Edge], Date>> = {}
    for (const edge of ['first', 'last'] as const) {
      const before = one[FIELDS[edge]]
      const after = moments.has(`${one._id} ${before.getTime()}`)
        ? await edgeOf(one._id, edge, gone, session)
        : undefined
      if (after !== undefined && after.getTime() !== before.getTime()) {
        moved[FIELDS[edge]] = after
      }
    }
    return moved
  }

  return async (shown: readonly Shown[], source: string, session: Tx): Promise<void> => {
    const soft = shown.filter(({ key }) => !isHard(typeOfKey(key)))
    const moments = new Set(soft.map(({ key, at }) => `${key} ${at.getTime()}`))
    const keys = [...new Set(soft.map(({ key }) => key))]
    const stored = await identifiers.find({ _id: { $in: keys } }, { session }).toArray()
    const gone = new Set([source])
    const owners = new Set<Id<'cus'>>()
    for (const one of stored) {
      const moved = await movedOf(one, { moments, gone }, session)
      if (Object.keys(moved).length > 0) {
        await identifiers.updateOne({ _id: one._id }, { $set: moved }, { session })
        if (one.ownerId !== null) {
          owners.add(one.ownerId)
        }
      }
    }
    if (owners.size === 0) {
      return
    }
    const sums = await customerSums(db, [...owners], { tx: session })
    for (const [_id, { seen }] of sums) {
      if (seen !== null) {
        const times = { firstSeenAt: seen.first, lastSeenAt: seen.last }
        await customers.updateOne({ _id }, { $set: times }, { session })
      }
    }
  }
}
