import type { Clock } from '../../platform/clock/index.js'
import { AppError, ok, refuse, type Result } from '../../platform/errors/index.js'
import { derivedId, type Id } from '../../platform/ids/index.js'
import { isDuplicateKey, type InTransaction, type Tx } from '../../platform/mongo/index.js'
import type { Identity } from '../customers/index.js'
import type { Actor, Audit } from '../operators/index.js'
import type { IssuedCoupon } from './coupons.domain.js'
import type { CouponRefusal } from './coupons.errors.js'
import type { CouponRows } from './coupons.repository.js'
import { decideIssue, newCoupon } from './templates.domain.js'
import type { TemplateRows } from './templates.repository.js'
import type { HolderKey } from './terms.domain.js'

type Deps = Readonly<{
  coupons: CouponRows
  templates: TemplateRows
  identity: Pick<Identity, 'keysOf'>
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
}>

export type Issue = Readonly<{
  templateId: Id<'cpt'>
  holder: HolderKey
  /** Made by the client for one intention: again it is the same coupon. */
  requestKey: string
  /** Who gives it; missing: the customer takes it. */
  actor?: Actor
}>

/** Of one template in this process; beyond them the customer is told to try again. */
const MAX_WAITING = 2_048

export type IssueCoupon = ReturnType<typeof issueCoupon>
/**
 * Gives out one coupon, at most as many as budget and limit allow whoever comes at once: the limit counts over all
 * identifiers of the living customer, the template is the document that all race for. Takers of one template in this
 * process go one after the other; those of other processes meet as conflicts, which are tried again. Safe to repeat with
 * the same `requestKey`. Throws `coupon-busy` (retriable) when too many wait.
 */
export function issueCoupon(deps: Deps) {
  const { coupons, templates, identity, audit, inTransaction, clock } = deps
  const lanes = new Map<Id<'cpt'>, { last: Promise<unknown>; waiting: number }>()

  async function inTurn<Value>(templateId: Id<'cpt'>, work: () => Promise<Value>): Promise<Value> {
    const lane = lanes.get(templateId) ?? { last: Promise.resolve(), waiting: 0 }
    if (lane.waiting >= MAX_WAITING) {
      throw new AppError('coupon-busy', { retriable: true })
    }
    lanes.set(templateId, lane)
    lane.waiting += 1
    const mine = lane.last.then(work)
    lane.last = mine.catch(() => undefined)
    try {
      return await mine
    } finally {
      lane.waiting -= 1
      if (lane.waiting === 0) {
        lanes.delete(templateId)
      }
    }
  }

  type Ready = Issue & Readonly<{ couponId: Id<'cpn'>; among: readonly HolderKey[] }>
  type Outcome = Result<IssuedCoupon, CouponRefusal>

  async function write(issue: Ready, tx: Tx): Promise<Outcome> {
    const { templateId, couponId, holder, among, actor } = issue
    const before = (await coupons.withIds([couponId], { tx })).get(couponId)
    if (before !== undefined) {
      return ok(before)
    }
    const template = await templates.find(templateId, { tx })
    if (template === null) {
      return refuse('coupon-template-not-found')
    }
    if (actor === undefined && !template.isTakeable) {
      return refuse('coupon-not-takeable')
    }
    const now = clock.now()
    const own = (await templates.hadOf([templateId], among, { tx })).get(templateId) ?? 0
    const decision = decideIssue(template, { own, now })
    if (!decision.ok) {
      return decision
    }
    const by = actor === undefined ? 'taken' : 'given'
    const coupon = newCoupon(template, { couponId, holder, by, now })
    await coupons.insert(coupon, { tx })
    if (actor !== undefined) {
      const subject = { type: 'coupon', id: couponId }
      const after = { templateId, name: template.name }
      await audit.record({ actor, action: 'coupon.give', subject, after }, { tx })
    }
    await templates.count({ templateId, holder }, { among, tx })
    if ((await templates.save(decision.value, { tx })) !== 'saved') {
      return refuse('coupon-busy')
    }
    return ok(coupon)
  }

  async function attempt(issue: Ready): Promise<Outcome> {
    let result: Outcome = refuse('coupon-busy')
    try {
      await inTransaction({ commitIf: 'done' }, async (tx) => {
        result = await write(issue, tx)
        return result.ok ? 'done' : 'refused'
      })
    } catch (error) {
      if (!isDuplicateKey(error)) {
        throw error
      }
      const known = (await coupons.withIds([issue.couponId])).get(issue.couponId)
      return known === undefined ? refuse('coupon-busy') : ok(known)
    }
    return result
  }

  return async (issue: Issue): Promise<Outcome> => {
    const { templateId, holder, requestKey, actor } = issue
    const keys = await identity.keysOf(holder)
    const among = keys.includes(holder) ? keys : [...keys, holder]
    await templates.ensureTakers(templateId, among)
    const by = actor?.operatorId ?? holder
    const couponId = derivedId('cpn', templateId, by, requestKey)
    return inTurn(templateId, () => attempt({ ...issue, couponId, among }))
  }
}
