import type { Clock } from '../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import { checkTransitions } from '../../platform/states/index.js'
import type { Catalog } from '../catalog/index.js'
import type { Identity } from '../customers/index.js'
import type { Actor, Audit } from '../operators/index.js'
import { COUPON_TRANSITIONS, type CouponState, type IssuedCoupon } from './coupons.domain.js'
import type { CouponRefusal } from './coupons.errors.js'
import type { CouponFigures, CouponPlace, CouponRows } from './coupons.repository.js'
import type { GiftNames } from './coupons.view.js'
import type { IssueCoupon } from './issue-coupons.js'
import { decideStop, decideTemplate, type NewTemplate, type Template } from './templates.domain.js'
import type { TemplateRows } from './templates.repository.js'
import type { CouponTerms, HolderKey } from './terms.domain.js'

type Deps = Readonly<{
  coupons: CouponRows
  templates: TemplateRows
  issue: IssueCoupon
  catalog: Pick<Catalog, 'offers'>
  identity: Pick<Identity, 'keysOf' | 'factsOf'>
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
}>

/** Whom an operator gives a coupon to: it can be used by whoever logs in to the mini-program. */
const USABLE_BY = ['openid', 'unionid', 'external_userid', 'phone', 'member_no'] as const
const MAX_OFFERS = 50
const NOTHING: CouponFigures = { used: 0, usedFen: 0, locked: 0, expired: 0 }

const GROUPS: Readonly<Record<'usable' | 'used' | 'expired', readonly CouponState[]>> = {
  usable: ['issued', 'returned', 'locked'],
  used: ['used'],
  expired: ['expired'],
}

type Shown = Readonly<{ template: Template; figures: CouponFigures; names: GiftNames }>

export type Coupons = ReturnType<typeof couponsService>
export function couponsService(deps: Deps) {
  const { coupons, templates, issue, catalog, identity, audit, inTransaction, clock } = deps
  checkTransitions('coupon', COUPON_TRANSITIONS, ['issued'])

  /** What the gifts among these are called. */
  async function namesOf(list: readonly Readonly<{ terms: CouponTerms }>[]): Promise<GiftNames> {
    const gifts = list.flatMap(({ terms }) => (terms.kind === 'gift' ? [terms.skuId] : []))
    const found = gifts.length === 0 ? [] : await catalog.offers([...new Set(gifts)])
    return new Map(
      [...found].map(([skuId, { sku, product }]) => [
        skuId,
        product.skus.length > 1 ? `${product.name} ${sku.name}` : product.name,
      ]),
    )
  }

  async function shown(template: Template): Promise<Shown> {
    const { templateId } = template
    const [figures, names] = await Promise.all([coupons.figures([templateId]), namesOf([template])])
    return { template, names, figures: figures.get(templateId) ?? NOTHING }
  }

  async function priceOfGift(terms: CouponTerms): Promise<number | undefined> {
    const found = terms.kind === 'gift' ? await catalog.offers([terms.skuId]) : new Map()
    return terms.kind === 'gift' ? found.get(terms.skuId)?.sku.priceFen : undefined
  }

  return {
    async create(fresh: NewTemplate, actor: Actor): Promise<Result<Shown, CouponRefusal>> {
      const giftFen = await priceOfGift(fresh.terms)
      const made = { templateId: newId('cpt'), giftFen, now: clock.now() }
      const decision = decideTemplate(fresh, made)
      if (!decision.ok) {
        return decision
      }
      const template = decision.value
      await inTransaction(async (tx) => {
        const subject = { type: 'coupon-template', id: template.templateId }
        await audit.record({ actor, action: 'coupon.create', subject, after: fresh }, { tx })
        await templates.insert(template, { tx })
      })
      return ok(await shown(template))
    },

    /** Newest first, with what became of their coupons. */
    async page(query: { beforeId?: Id<'cpt'>; limit: number }): Promise<Shown[]> {
      const found = await templates.list(query)
      const [figures, names] = await Promise.all([
        coupons.figures(found.map(({ templateId }) => templateId)),
        namesOf(found),
      ])
      return found.map((template) => ({
        ...{ template, names, figures: figures.get(template.templateId) ?? NOTHING },
      }))
    },

    /** Nothing more is given out; what customers have stays theirs. Safe to repeat. */
    async stop(templateId: Id<'cpt'>, actor: Actor): Promise<Result<Shown, CouponRefusal>> {
      const outcome = await inTransaction({ commitIf: 'saved' as const }, async (tx) => {
        const before = await templates.find(templateId, { tx })
        if (before === null) {
          return 'missing' as const
        }
        const stopped = decideStop(before, clock.now())
        if (stopped === null) {
          return 'done' as const
        }
        const subject = { type: 'coupon-template', id: templateId }
        const entry = { before: { status: 'open' }, after: { status: 'stopped' } }
        await audit.record({ actor, action: 'coupon.stop', subject, ...entry }, { tx })
        return templates.save(stopped, { tx })
      })
      const template = outcome === 'moved-on' ? null : await templates.find(templateId)
      if (template === null) {
        return refuse(outcome === 'missing' ? 'coupon-template-not-found' : 'coupon-busy')
      }
      return ok(await shown(template))
    },

    /** An operator gives one to a customer; the same request again is the same coupon. */
    async give(
      { templateId, customerId }: Readonly<{ templateId: Id<'cpt'>; customerId: Id<'cus'> }>,
      { actor, requestKey }: Readonly<{ actor: Actor; requestKey: string }>,
    ): Promise<Result<IssuedCoupon, CouponRefusal>> {
      const keys = await identity.keysOf(customerId)
      const holder = USABLE_BY.map((type) => keys.find((key) => key.startsWith(`${type}:`))).find(
        (key) => key !== undefined,
      )
      return holder === undefined
        ? refuse('coupon-customer-unknown')
        : issue({ templateId, holder, requestKey: `${customerId}:${requestKey}`, actor })
    },

    /** The customer takes one; the same request again is the same coupon. */
    take: (taking: Readonly<{ templateId: Id<'cpt'>; holder: HolderKey; requestKey: string }>) =>
      issue(taking),

    /** What a customer may take, newest first, with how many they have had. */
    async offers(holder: HolderKey) {
      const now = clock.now()
      const open = (await templates.takeable(MAX_OFFERS)).filter(
        ({ validity }) => validity.kind === 'days' || validity.endsAt > now,
      )
      const keys = await identity.keysOf(holder)
      const [had, names] = await Promise.all([
        templates.hadOf(
          open.map(({ templateId }) => templateId),
          keys.includes(holder) ? keys : [...keys, holder],
        ),
        namesOf(open),
      ])
      return open.map((template) => ({ template, names, had: had.get(template.templateId) ?? 0 }))
    },

    /** The customer's own, newest first, whichever of their identifiers they came by. */
    async listOwn(
      holder: HolderKey,
      { group, ...page }: { group: keyof typeof GROUPS; after?: CouponPlace; limit: number },
    ): Promise<{ coupons: IssuedCoupon[]; names: GiftNames }> {
      const { keys, windows } = await identity.factsOf(holder)
      const facts = { keys: [...new Set([...keys, holder])], windows }
      const found = await coupons.list(facts, { ...page, states: GROUPS[group] })
      return { coupons: found, names: await namesOf(found) }
    },

    namesOf,
  }
}
