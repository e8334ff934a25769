import type { Clock } from '../../platform/clock/index.js'
import { ok, refuse } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { checkTransitions } from '../../platform/states/index.js'
import type { Identity } from '../customers/index.js'
import type { Actor } from '../operators/index.js'
import type { StoreNames } from '../orders/index.js'
import { codePicture } from './code-picture.js'
import { readCode } from './code.domain.js'
import type { GiveVoucher } from './give-voucher.js'
import type { Redeemed, RedeemVoucher } from './redeem-voucher.js'
import {
  notRedeemable,
  VOUCHER_TRANSITIONS,
  type HolderKey,
  type Redemption,
  type Voucher,
} from './voucher.domain.js'
import type { VoucherCodes } from './voucher-codes.js'
import type { Place, VoucherFilter, VoucherRows } from './vouchers.repository.js'
import type { Joined, Person, StoreNamesByCode } from './vouchers.view.js'

type Deps = Readonly<{
  vouchers: VoucherRows
  codes: VoucherCodes
  redeemVoucher: RedeemVoucher
  giveVoucher: GiveVoucher
  identity: Pick<Identity, 'factsOf' | 'holdersOf'>
  stores: StoreNames
  clock: Clock
}>
type Page = Readonly<{ after?: Place; limit: number }>
/** Somebody behind a counter. `storeCodes`: where they may redeem; null: everywhere. */
export type Staff = Actor & Readonly<{ storeCodes: readonly string[] | null }>
type AtTill = Readonly<{ code: string; storeCode: string; redeemId: string; uses: number }>
export type Which = 'usable' | 'ended' | 'given'

const USABLE = ['active', 'offered'] as const
const ENDED = ['redeemed', 'refund-pending', 'refunded', 'lapsed'] as const

export type Vouchers = ReturnType<typeof vouchersService>
export function vouchersService(deps: Deps) {
  const { vouchers, codes, redeemVoucher: tills, giveVoucher: gifts, identity, clock } = deps
  checkTransitions('voucher', VOUCHER_TRANSITIONS, ['active'])

  const keysOf = async (holder: HolderKey): Promise<readonly HolderKey[]> => [
    ...new Set([...(await identity.factsOf(holder)).keys, holder]),
  ]

  const namesOf = (list: readonly Voucher[], more: readonly string[] = []) =>
    deps.stores.nameOf([...new Set([...list.flatMap(({ storeCodes }) => storeCodes), ...more])])

  async function joined(list: readonly Voucher[]): Promise<Joined> {
    const told = (key: 'identifierKey' | 'payerKey') =>
      list.map((one) => ({ identifierKey: one[key], at: one.createdAt }))
    const [storeNames, holders, payers] = await Promise.all([
      namesOf(list),
      identity.holdersOf(told('identifierKey')),
      identity.holdersOf(told('payerKey')),
    ])
    return { storeNames, holders: byVoucher(list, holders), payers: byVoucher(list, payers) }
  }

  /** With its joins; not found outside the stores of whoever asks. */
  async function seen(voucher: Voucher | null, { storeCodes }: Pick<Staff, 'storeCodes'>) {
    const isShown = voucher !== null && isUsableIn(voucher, storeCodes)
    return isShown ? ok({ voucher, ...(await joined([voucher])) }) : refuse('voucher-not-found')
  }

  async function mine(voucher: Voucher, holder: HolderKey, { withCode = false } = {}) {
    const [keys, storeNames] = await Promise.all([keysOf(holder), namesOf([voucher])])
    const isShown = withCode && voucher.state === 'active'
    const shown = isShown ? codes.shown(voucher) : undefined
    const code = shown && { code: shown, codePicture: await codePicture(shown) }
    return { voucher, mine: { keys, storeNames, ...code } }
  }

  async function redeemed({ voucher, redemption }: Redeemed) {
    const names = await joined([voucher])
    const storeNames = await namesOf([voucher], [redemption.storeCode])
    return { voucher, redemption, ...names, storeNames, now: clock.now() }
  }

  return {
    /** A customer's own, newest first; with `given` those that they gave away. */
    async listOwn(holder: HolderKey, { which, ...page }: Page & Readonly<{ which: Which }>) {
      const keys = await keysOf(holder)
      const filter: VoucherFilter =
        which === 'given'
          ? { givenBy: keys }
          : { holders: keys, states: which === 'usable' ? USABLE : ENDED }
      const found = await vouchers.list({ ...filter, ...page })
      return { found, mine: { keys, storeNames: await namesOf(found) } }
    },

    /** With its code, to its holder; who gave it away sees it without. */
    async getOwn(voucherId: Id<'vch'>, holder: HolderKey) {
      const [voucher, keys] = await Promise.all([vouchers.find(voucherId), keysOf(holder)])
      const isTheirs =
        voucher !== null &&
        (keys.includes(voucher.identifierKey) || keys.includes(voucher.payerKey))
      return isTheirs
        ? ok(await mine(voucher, holder, { withCode: keys.includes(voucher.identifierKey) }))
        : refuse('voucher-not-found')
    },

    /** Offers it to a friend, or shows the offer that stands. */
    async offer(voucherId: Id<'vch'>, holder: HolderKey) {
      const done = await gifts.offer(voucherId, holder)
      if (!done.ok) {
        return done
      }
      const until = done.value.offer?.until ?? done.value.validTo
      return ok({ voucherId, token: codes.offerToken(done.value), until: until.toISOString() })
    },

    async cancelOffer(voucherId: Id<'vch'>, holder: HolderKey) {
      const done = await gifts.cancel(voucherId, holder)
      return done.ok ? ok(await mine(done.value, holder)) : done
    },

    /** What a friend is offered. */
    async offered(voucherId: Id<'vch'>, token: string) {
      const found = await gifts.offered({ voucherId, token })
      if (!found.ok) {
        return found
      }
      return ok({ voucher: found.value, storeNames: await namesOf([found.value]) })
    },

    async accept(voucherId: Id<'vch'>, token: string, friend: HolderKey) {
      const done = await gifts.accept({ voucherId, token }, friend)
      return done.ok ? ok(await mine(done.value, friend)) : done
    },

    /** At a till of another system. */
    redeemBySystem: (till: AtTill, source: string) => tills.redeem({ ...till, source }),

    /** At a counter: what the code is, and whether it could be redeemed here and now. Changes nothing. */
    async lookUp({ code, storeCode }: Readonly<{ code: string; storeCode: string }>, staff: Staff) {
      const read = readCode(code)
      const voucher = read.ok ? await vouchers.withCode(codes.keyOf(read.value)) : null
      if (voucher === null) {
        return refuse('voucher-not-found')
      }
      const names = await joined([voucher])
      const isKnownStore = (await deps.stores.nameOf([storeCode])).has(storeCode)
      const till = { storeCode, isKnownStore, uses: 1, now: clock.now() }
      const refusal = isTheirs(staff, storeCode)
        ? notRedeemable(voucher, till)
        : ({ code: 'voucher-not-valid-here' } as const)
      return ok({ voucher, ...names, refusal })
    },

    /** At a counter of one of the operator's stores. */
    async redeem(till: AtTill, staff: Staff) {
      if (!isTheirs(staff, till.storeCode)) {
        return refuse('voucher-not-valid-here')
      }
      const { operatorId, name } = staff
      const source = `counter:${operatorId}`
      const done = await tills.redeem({ ...till, source, actor: { operatorId, name } })
      return done.ok ? ok(await redeemed(done.value)) : done
    },

    /** A manager takes a redemption of one of their stores back, on its own day. */
    async undo(redemptionId: Id<'rdm'>, staff: Staff) {
      const redemption = await vouchers.redemption(redemptionId)
      if (redemption === null || !isTheirs(staff, redemption.storeCode)) {
        return refuse('redemption-not-found')
      }
      const { operatorId, name } = staff
      const done = await tills.undo(redemptionId, { operatorId, name })
      return done.ok ? ok(await redeemed(done.value)) : done
    },

    /** For the console, newest first: what can be used in the operator's stores. */
    async list(
      { customerId, ...query }: Omit<VoucherFilter, 'holders'> & Page & { customerId?: Id<'cus'> },
      { storeCodes }: Pick<Staff, 'storeCodes'>,
    ) {
      const holders =
        customerId === undefined ? {} : { holders: (await identity.factsOf(customerId)).keys }
      const found = await vouchers.list({ ...query, ...holders, storeCodes })
      return { found, joined: await joined(found) }
    },

    /** With its redemptions. */
    async get(voucherId: Id<'vch'>, staff: Staff) {
      const found = await seen(await vouchers.find(voucherId), staff)
      if (!found.ok) {
        return found
      }
      const redemptions = await vouchers.redemptionsOf(voucherId)
      const where = redemptions.map(({ storeCode }) => storeCode)
      const storeNames = await namesOf([found.value.voucher], where)
      return ok({ ...found.value, storeNames, redemptions, now: clock.now() })
    },

    /** The newest redemptions of the operator's stores, or of one of them. */
    async redemptions(
      { storeCode, ...page }: Page & Readonly<{ storeCode?: string }>,
      staff: Staff,
    ) {
      const asked = storeCode === undefined ? staff.storeCodes : [storeCode]
      const isSeen = storeCode === undefined || isTheirs(staff, storeCode)
      const found = isSeen ? await vouchers.redemptions({ ...page, storeCodes: asked }) : []
      const byId = await vouchers.withIds(found.map(({ voucherId }) => voucherId))
      const storeNames = await namesOf(
        [],
        found.map((one) => one.storeCode),
      )
      return { found, vouchers: byId, storeNames, now: clock.now() }
    },
  }
}

export type RedemptionsSeen = Readonly<{
  found: readonly Redemption[]
  vouchers: ReadonlyMap<string, Voucher>
  storeNames: StoreNamesByCode
  now: Date
}>

const isTheirs = ({ storeCodes }: Pick<Staff, 'storeCodes'>, storeCode: string): boolean =>
  storeCodes === null || storeCodes.includes(storeCode)

const isUsableIn = ({ storeCodes }: Voucher, own: readonly string[] | null): boolean =>
  own === null || storeCodes.length === 0 || storeCodes.some((code) => own.includes(code))

function byVoucher(
  list: readonly Voucher[],
  people: readonly (Person | null)[],
): ReadonlyMap<string, Person> {
  return new Map(
    list.flatMap(({ voucherId }, index) => {
      const person = people[index] ?? null
      return person === null ? [] : [[voucherId, person] as const]
    }),
  )
}
