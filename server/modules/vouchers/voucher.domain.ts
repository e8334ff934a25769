import { businessDay } from '../../platform/days/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { sumFen, type Fen } from '../../platform/money/index.js'
import type { VoucherRefusal } from './vouchers.errors.js'

/**
 * active: it can be redeemed · offered: its owner gives it to a friend, who has 48 hours · redeemed: every use is gone ·
 * refund-pending: its money is on the way back · refunded · lapsed: over, as promised at the sale.
 */
export type VoucherState =
  'active' | 'offered' | 'redeemed' | 'refund-pending' | 'refunded' | 'lapsed'

/** Checked when the service starts. */
export const VOUCHER_TRANSITIONS: Readonly<Record<VoucherState, readonly VoucherState[]>> = {
  active: ['offered', 'redeemed', 'refund-pending', 'lapsed'],
  // taken, taken back or not answered; what is offered is neither redeemed nor refunded
  offered: ['active'],
  // a manager takes a redemption back on the same day
  redeemed: ['active'],
  'refund-pending': ['refunded'],
  refunded: [],
  lapsed: [],
}

/** Who holds it: an identifier, through merges and splits. */
export type HolderKey =
  `${'unionid' | 'openid' | 'external_userid' | 'phone' | 'member_no'}:${string}:${string}`

export type Voucher = Readonly<{
  voucherId: Id<'vch'>
  revision: number // as read; guards the write, which adds one
  orderId: Id<'ord'>
  /** Who may use it: the buyer, or the friend who took it. */
  identifierKey: HolderKey
  /** Who paid: any refund is theirs. */
  payerKey: HolderKey
  /** Sealed; the blind index of it finds it. */
  code: string
  codeKey: string
  /** The last four, in clear, for lists. */
  codeTail: string
  name: string
  skuName?: string
  pictureId?: Id<'pic'>
  tint?: string
  art?: string
  state: VoucherState
  /** What each use that is left was paid with: fixed at the sale, at most 20. */
  leftFen: readonly Fen[]
  usesLeft: number
  owedFen: Fen
  /** Both as sold. */
  uses: number
  soldFen: Fen
  storeCodes: readonly string[] // empty: every store
  atExpiry: 'refund' | 'lapse'
  validFrom: Date
  validTo: Date // exclusive
  /** When the job looks at it next: its end, or that of its offer. */
  dueAt?: Date
  /** When its owner is told that it ends soon. */
  remindAt?: Date
  offer?: Readonly<{ at: Date; until: Date }>
  /** Handed on once; then never again. */
  givenAt?: Date
  refundId?: Id<'rfd'>
  endedAt?: Date
  createdAt: Date
}>

/** One use or several, at one till. */
export type Redemption = Readonly<{
  redemptionId: Id<'rdm'>
  voucherId: Id<'vch'>
  orderId: Id<'ord'>
  /** With the source the identity of the request. */
  redeemId: string
  source: string
  storeCode: string
  uses: number
  useFen: readonly Fen[]
  amountFen: Fen
  /** What was left after it. */
  usesLeft: number
  at: Date
  /** Of staff: who. */
  operatorName?: string
  undoneAt?: Date
  undoneBy?: string
}>

const HOUR_MS = 60 * 60 * 1000
export const OFFER_MS = 48 * HOUR_MS
/** Before the end: its owner is told. */
const REMIND_MS = 7 * 24 * HOUR_MS

/**
 * `amountFen` over so many parts, by largest remainder: equal claims, so the first parts get the odd fen. Their sum is the
 * amount.
 */
export function split(amountFen: Fen, parts: number): Fen[] {
  const base = Math.floor(amountFen / parts)
  const odd = amountFen - base * parts
  return Array.from({ length: parts }, (_, index) => base + (index < odd ? 1 : 0))
}

/** What is paid for each use of each code of a line. */
export const splitLine = (
  amountFen: Fen,
  { codes, uses }: Readonly<{ codes: number; uses: number }>,
): Fen[][] => split(amountFen, codes).map((codeFen) => split(codeFen, uses))

type NewVoucher = Omit<
  Voucher,
  'revision' | 'state' | 'usesLeft' | 'owedFen' | 'uses' | 'soldFen' | 'dueAt' | 'remindAt'
>

/** A code as it is sold. */
export function newVoucher(sold: NewVoucher): Voucher {
  const remindAt = new Date(sold.validTo.getTime() - REMIND_MS)
  return {
    ...leaving(sold, sold.leftFen),
    revision: 0,
    state: 'active',
    uses: sold.leftFen.length,
    soldFen: sumFen(sold.leftFen),
    dueAt: sold.validTo,
    // who buys it in its last week has just read when it ends
    ...(remindAt.getTime() > sold.createdAt.getTime() ? { remindAt } : {}),
  }
}

/** A voucher in the next state. Throws on a step that the table does not know: a bug, not a refusal. */
function inState(voucher: Voucher, state: VoucherState): Voucher {
  if (!VOUCHER_TRANSITIONS[voucher.state].includes(state)) {
    throw new Error(`a voucher does not go from ${voucher.state} to ${state}`)
  }
  return { ...voucher, state }
}

function leaving<Left extends object>(voucher: Left, leftFen: readonly Fen[]) {
  return { ...voucher, leftFen, usesLeft: leftFen.length, owedFen: sumFen(leftFen) }
}

function ended(voucher: Voucher, state: VoucherState, at: Date): Voucher {
  const { dueAt: _dueAt, remindAt: _remindAt, ...rest } = inState(voucher, state)
  return { ...rest, endedAt: at }
}

type Till = Readonly<{ storeCode: string; isKnownStore: boolean; uses: number; now: Date }>

/** Why it is not redeemed here and now; null: it is. */
export function notRedeemable(
  voucher: Voucher,
  { storeCode, isKnownStore, uses, now }: Till,
): Readonly<{ code: VoucherRefusal; detail?: string }> | null {
  const { state, usesLeft, storeCodes, validFrom, validTo } = voucher
  if (state === 'redeemed') {
    return { code: 'voucher-already-redeemed' }
  }
  if (state !== 'active') {
    return { code: 'voucher-not-active', detail: state }
  }
  if (now.getTime() < validFrom.getTime() || now.getTime() >= validTo.getTime()) {
    return { code: 'voucher-not-active', detail: 'out of its time' }
  }
  if (storeCodes.length > 0 ? !storeCodes.includes(storeCode) : !isKnownStore) {
    return { code: 'voucher-not-valid-here' }
  }
  return uses > usesLeft
    ? { code: 'voucher-already-redeemed', detail: `${usesLeft} uses are left` }
    : null
}

/** A voucher with so many uses fewer, and what these were paid with. */
export function decideRedeem(
  voucher: Voucher,
  till: Till,
): Result<Readonly<{ voucher: Voucher; useFen: readonly Fen[] }>, VoucherRefusal> {
  const why = notRedeemable(voucher, till)
  if (why !== null) {
    return refuse(why.code, why.detail)
  }
  const useFen = voucher.leftFen.slice(0, till.uses)
  const left = leaving(voucher, voucher.leftFen.slice(till.uses))
  const next = left.usesLeft === 0 ? ended(left, 'redeemed', till.now) : left
  return ok({ voucher: next, useFen })
}

/** A redemption is taken back on its own business day: its uses are there again. */
export function decideUndo(
  voucher: Voucher,
  redemption: Redemption,
  now: Date,
): Result<Voucher, VoucherRefusal> {
  if (redemption.undoneAt !== undefined) {
    return refuse('redemption-undone')
  }
  if (businessDay(redemption.at) !== businessDay(now)) {
    return refuse('redemption-of-another-day')
  }
  const isOpen = voucher.state === 'active' || voucher.state === 'redeemed'
  if (!isOpen || now.getTime() >= voucher.validTo.getTime()) {
    return refuse('voucher-not-active', voucher.state)
  }
  const left = leaving(voucher, [...redemption.useFen, ...voucher.leftFen])
  if (voucher.state === 'active') {
    return ok(left)
  }
  const { endedAt: _endedAt, ...rest } = inState(left, 'active')
  return ok({ ...rest, dueAt: voucher.validTo })
}

/** Its owner offers it to a friend, once in its life. */
export function decideOffer(voucher: Voucher, now: Date): Result<Voucher, VoucherRefusal> {
  const { state, givenAt, usesLeft, uses, validTo } = voucher
  if (givenAt !== undefined) {
    return refuse('voucher-given-already')
  }
  if (state !== 'active' || now.getTime() >= validTo.getTime()) {
    return refuse('voucher-not-active', state)
  }
  if (usesLeft < uses) {
    return refuse('voucher-used-partly')
  }
  const until = new Date(Math.min(now.getTime() + OFFER_MS, validTo.getTime()))
  return ok({ ...inState(voucher, 'offered'), offer: { at: now, until }, dueAt: until })
}

/** The friend takes it, with a code of its own: the giver may have a picture of the old one. */
export function decideAccept(
  voucher: Voucher,
  friend: Readonly<{
    identifierKey: HolderKey
    isGiver: boolean
    code: Pick<Voucher, 'code' | 'codeKey' | 'codeTail'>
    now: Date
  }>,
): Result<Voucher, VoucherRefusal> {
  const { offer, state, validTo } = voucher
  const { now, identifierKey, isGiver, code } = friend
  if (state !== 'offered' || offer === undefined || now.getTime() >= offer.until.getTime()) {
    return refuse('voucher-offer-over')
  }
  if (isGiver) {
    return refuse('voucher-is-yours')
  }
  const { offer: _offer, ...rest } = inState(voucher, 'active')
  return ok({ ...rest, ...code, identifierKey, givenAt: now, dueAt: validTo })
}

/** The giver takes the offer back, or nobody took it in time. Not offered: nothing changes. */
export function withoutOffer(voucher: Voucher): Voucher {
  if (voucher.state !== 'offered') {
    return voucher
  }
  const { offer: _offer, ...rest } = inState(voucher, 'active')
  return { ...rest, dueAt: voucher.validTo }
}

/** Its money goes back to whoever paid: nobody redeems it from now on. */
export function decideTakeBack(
  voucher: Voucher,
  { refundId, now }: Readonly<{ refundId: Id<'rfd'>; now: Date }>,
): Result<Voucher, VoucherRefusal> {
  return voucher.state === 'active'
    ? ok({ ...ended(voucher, 'refund-pending', now), refundId })
    : refuse('voucher-not-active', voucher.state)
}

/** The payer has the money. */
export const refunded = (voucher: Voucher): Voucher =>
  voucher.state === 'refund-pending' ? inState(voucher, 'refunded') : voucher

/**
 * Which codes a refund takes that nobody has named them for: made on WeChat's own page, where codes are not known. The first
 * active ones that were owed just this much; none when there are no such: then a person decides, and the audit names it.
 */
export function coveredBy(vouchers: readonly Voucher[], amountFen: Fen): readonly Voucher[] {
  const chosen: Voucher[] = []
  let leftFen = amountFen
  for (const voucher of vouchers.filter(({ state }) => state === 'active')) {
    if (voucher.owedFen > 0 && voucher.owedFen <= leftFen) {
      chosen.push(voucher)
      leftFen -= voucher.owedFen
    }
  }
  return leftFen === 0 ? chosen : []
}

/** Over, and kept: what was left of it is earned without a service. */
export const lapsed = (voucher: Voucher, now: Date): Voucher => ended(voucher, 'lapsed', now)

/** Nothing can happen to it any more but an undo of the same day. */
export const isEnded = ({ state }: Pick<Voucher, 'state'>): boolean =>
  state === 'redeemed' || state === 'refunded' || state === 'lapsed'
