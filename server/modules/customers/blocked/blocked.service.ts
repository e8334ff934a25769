import type { Clock } from '../../../platform/clock/index.js'
import { businessDay, daysBefore } from '../../../platform/days/index.js'
import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import type { InTransaction } from '../../../platform/mongo/index.js'
import type { AuditTrail } from '../customers.ports.js'
import { identifierKey, type IdentifierKey, type SeenIdentifier } from '../identifier.domain.js'
import type { IdentifierReader } from '../identifier-reader.js'
import { blockingRuleOf } from '../phone.domain.js'
import { BLOCK_RULES, listKeyOf, type HitKey } from './blocked.domain.js'
import type { BlockedValueView, NewBlockedValue } from './blocked.contract.js'
import type { BlockedList } from './blocked-list.js'
import type { BlockedValueDocument } from './blocked.model.js'
import type { BlockedValues } from './blocked-values.repository.js'
import { ATTACH_FACTS } from './attach-facts.js'
import type { Ownerless } from './ownerless.repository.js'

/** Every process keeps the whole list. */
const MAX_VALUES = 2_000
const DAYS = 30
const MAX_WAITING = 1_000

type Actor = Readonly<{ operatorId: string; name: string }>
type Deps = Readonly<{
  values: BlockedValues
  rows: Pick<Ownerless, 'hitsOf' | 'countWaiting' | 'daysSince'>
  list: Pick<BlockedList, 'note'>
  reader: Pick<IdentifierReader, 'plainPhone'>
  masked(identifier: Readonly<{ type: BlockedValueDocument['type']; value: string }>): string
  scopes: Readonly<{ unionid: string; externalUserid: string }>
  audit: AuditTrail
  inTransaction: InTransaction
  requestJob(name: string): Promise<boolean>
  clock: Clock
}>
export type AddRefusal =
  'blocked-value-unreadable' | 'value-already-blocked' | 'blocked-values-full'

export type BlockedService = ReturnType<typeof blockedService>
export function blockedService(deps: Deps) {
  const { values, rows, list, masked, audit, inTransaction, clock } = deps
  const since = () => businessDay(daysBefore(clock.now(), DAYS))

  /** Null for what is nobody's by our own rules, or no value of its type. */
  function identifierOf({ type, value, scope }: NewBlockedValue): SeenIdentifier | null {
    if (type === 'phone') {
      return deps.reader.plainPhone(value)
    }
    const own = { unionid: deps.scopes.unionid, external_userid: deps.scopes.externalUserid }
    const within = scope ?? (type === 'unionid' || type === 'external_userid' ? own[type] : '')
    const strength = 'suggested' as const
    return blockingRuleOf(value) === null
      ? { key: identifierKey(type, within, value), type, scope: within, value, strength }
      : null
  }

  const told = ({ type, scope, value, reason, note }: BlockedValueDocument) => ({
    ...{ type, scope, reason, note },
    value: masked({ type, value }),
  })

  async function views(documents: readonly BlockedValueDocument[]): Promise<BlockedValueView[]> {
    const keys = documents.map(({ _id }) => _id)
    const [hits, waiting] = await Promise.all([
      rows.hitsOf(keys, since()),
      rows.countWaiting(keys, MAX_WAITING),
    ])
    return documents.map((document) => ({
      ...told(document),
      key: document._id,
      addedBy: document.addedBy,
      addedAt: document.addedAt.toISOString(),
      hits: hits.get(document._id)?.count ?? 0,
      lastHitOn: hits.get(document._id)?.lastOn ?? null,
      waiting: waiting.get(document._id) ?? 0,
    }))
  }

  return {
    /** Newest first. */
    page: (query: { after: { addedAt: Date; key: IdentifierKey } | null; limit: number }) =>
      values.page(query),
    views,

    /** What our own rules have met, and the facts without owner, of the last 30 days. */
    async rules() {
      const keys = BLOCK_RULES.map((rule): HitKey => `rule:${rule}`)
      const [hits, days] = await Promise.all([rows.hitsOf(keys, since()), rows.daysSince(since())])
      const rules = BLOCK_RULES.map((rule) => {
        const { count = 0, lastOn = null } = hits.get(`rule:${rule}`) ?? {}
        return { rule, hits: count, lastHitOn: lastOn }
      })
      return { rules, days }
    },

    /**
     * Puts a value on the list: from now on it is nobody's, in every process within seconds. What is known of it already
     * stays as it is. Refuses what no identifier could be, and what is on the list.
     */
    async add(body: NewBlockedValue, actor: Actor): Promise<Result<BlockedValueView, AddRefusal>> {
      const identifier = identifierOf(body)
      if (identifier === null) {
        return refuse('blocked-value-unreadable')
      }
      const key = listKeyOf(identifier)
      const { reason, note } = body
      const added = await inTransaction(async (tx): Promise<Result<null, AddRefusal>> => {
        const before = await values.find(key, { tx })
        if (before?.state === 'active') {
          return refuse('value-already-blocked')
        }
        if ((await values.countActive({ tx })) >= MAX_VALUES) {
          return refuse('blocked-values-full')
        }
        const { type, scope, value } = identifier
        const after = { type, scope, value: masked({ type, value }), reason, note }
        const subject = { type: 'blocked-value', id: key }
        await audit.record({ actor, action: 'blocked-value.add', subject, after }, { tx })
        await values.add({ key, identifier, reason, note, actor, at: clock.now() }, tx)
        return ok(null)
      })
      if (!added.ok) {
        return added
      }
      list.note(key, true)
      const stored = await values.find(key)
      const [view] = stored === null ? [] : await views([stored])
      return view === undefined ? refuse('value-already-blocked') : ok(view)
    },

    /** Takes it off: events name somebody with it again, and the facts that were kept for it come home. */
    async remove(
      key: IdentifierKey,
      { actor, reason }: Readonly<{ actor: Actor; reason: string }>,
    ): Promise<Result<null, 'blocked-value-not-found'>> {
      const removed = await inTransaction(async (tx) => {
        const before = await values.find(key, { tx })
        if (before?.state !== 'active') {
          return refuse('blocked-value-not-found')
        }
        const subject = { type: 'blocked-value', id: key }
        const entry = { actor, action: 'blocked-value.remove', subject, reason }
        const sides = { before: { ...told(before), state: 'active' }, after: { state: 'removed' } }
        await audit.record({ ...entry, ...sides }, { tx })
        await values.remove(key, tx)
        return ok(null)
      })
      if (removed.ok) {
        list.note(key, false)
        await deps.requestJob(ATTACH_FACTS)
      }
      return removed
    },
  }
}
