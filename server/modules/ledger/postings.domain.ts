import { derivedId, type Id } from '../../platform/ids/index.js'
import type { Fen } from '../../platform/money/index.js'
import type { Account } from './accounts.domain.js'
import { transferOf, type Amounts, type Transfer } from './transfer.domain.js'

/**
 * The table of orders-and-money.md 6, one function a moment: what is written down when money moves. Each is called in
 * the transaction that moves the state; its cause makes it happen once.
 */

type Payment = Readonly<{ paymentId: Id<'pay'>; orderId?: Id<'ord'>; mchid: string; at: Date }>

/**
 * WeChat says that somebody has paid. `amountFen`: the order's amount; `settlementFen`: what of it reaches our account,
 * the rest is WeChat's own discount. `cause`: the transaction, since one number could be paid twice.
 */
export function paymentConfirmed(
  payment: Omit<Payment, 'mchid'> &
    Readonly<{ mchid?: string; cause: string; amountFen: Fen; settlementFen: Fen }>,
): Transfer {
  const { cause, amountFen, settlementFen, mchid, at } = payment
  return transferOf({
    moment: 'payment-confirmed',
    cause,
    at,
    ...(mchid === undefined ? {} : { mchid }),
    debit: { 'wechat-pay': settlementFen, 'platform-discounts': amountFen - settlementFen },
    credit: { 'payments-received': amountFen },
    subjects: subjectsOf(payment),
  })
}

/** The id that `paymentConfirmed` has for this cause: what is in the books already is not posted again. */
export const confirmedId = (cause: string): Id<'trf'> =>
  derivedId('trf', 'payment-confirmed', cause)
/** The same of `paymentUnknown`. */
export const unknownId = (cause: string): Id<'trf'> => derivedId('trf', 'payment-unknown', cause)

/** The money belongs to no order that we know, or is not what was asked for: it waits for a person. */
export function paymentUnknown(
  payment: Omit<Payment, 'mchid'> & Readonly<{ cause: string; amountFen: Fen }>,
): Transfer {
  const { cause, amountFen, at } = payment
  return transferOf({
    moment: 'payment-unknown',
    cause,
    at,
    debit: { 'payments-received': amountFen },
    credit: { suspense: amountFen },
    subjects: subjectsOf(payment),
  })
}

/** What an order's money is until it is earned or given back: by the kind of each line. */
export type Earned = Readonly<{ goodsFen: Fen; voucherFen: Fen; onHoldFen: Fen }>

type PaidOrder = Readonly<{ orderId: Id<'ord'>; paymentId?: Id<'pay'>; at: Date }>

/** The payment is the order's now. Voucher lines are owed until redeemed, a waiting team's until it succeeds. */
export function orderPaid({
  goodsFen,
  voucherFen,
  onHoldFen,
  ...order
}: PaidOrder & Earned & Readonly<{ cause: string }>): Transfer {
  return transferOf({
    moment: 'order-paid',
    cause: order.cause,
    at: order.at,
    debit: { 'payments-received': goodsFen + voucherFen + onHoldFen },
    credit: { revenue: goodsFen, 'customer-prepaid': voucherFen, 'orders-on-hold': onHoldFen },
    subjects: subjectsOf(order),
  })
}

type UsedCoupon = Readonly<{ cause: string; orderId: Id<'ord'>; amountFen: Fen; at: Date }>

/** A memo, no money: what a coupon took off an order that is paid now. */
export function couponUsed({ cause, orderId, amountFen, at }: UsedCoupon): Transfer {
  return transferOf({
    ...{ moment: 'coupon-used', cause, at, subjects: { orderId } },
    debit: { 'coupons-used': amountFen },
    credit: { 'coupons-granted': amountFen },
  })
}

/** Its order was given back in full, and the customer has the coupon again: the memo is taken back. */
export function couponReturned({ cause, orderId, amountFen, at }: UsedCoupon): Transfer {
  return transferOf({
    ...{ moment: 'coupon-returned', cause, at, subjects: { orderId } },
    debit: { 'coupons-granted': amountFen },
    credit: { 'coupons-used': amountFen },
  })
}

/** Where the money to be given back comes from: what the order had earned, or money that never became an order's. */
export type RefundedFrom = Earned | Readonly<{ unappliedFen: Fen }> | Readonly<{ suspenseFen: Fen }>

type Refund = Readonly<{
  refundId: Id<'rfd'>
  paymentId?: Id<'pay'>
  orderId?: Id<'ord'>
  at: Date
}>

/** We owe it from now on. `round`: it may be let go of and be tried again. */
export function refundRequested(
  refund: Refund & Readonly<{ round: number; from: RefundedFrom }>,
): Transfer {
  const debit = sourceOf(refund.from)
  const amountFen = Object.values(debit).reduce((sum, amount) => sum + amount, 0)
  return transferOf({
    moment: 'refund-requested',
    cause: `${refund.refundId}:${refund.round}`,
    at: refund.at,
    debit,
    credit: { 'refunds-payable': amountFen },
    subjects: subjectsOf(refund),
  })
}

/** It could not be given back and was let go of: what it was taken from has it again. */
export function refundReleased(
  refund: Refund & Readonly<{ round: number; from: RefundedFrom }>,
): Transfer {
  const credit = sourceOf(refund.from)
  const amountFen = Object.values(credit).reduce((sum, amount) => sum + amount, 0)
  return transferOf({
    moment: 'refund-released',
    cause: `${refund.refundId}:${refund.round}`,
    at: refund.at,
    debit: { 'refunds-payable': amountFen },
    credit,
    subjects: subjectsOf(refund),
  })
}

type Attempt = Refund & Readonly<{ attempt: number; amountFen: Fen; mchid: string }>

/** WeChat has taken it from our account. The fee that it gives back comes with the fund-flow bill. */
export function refundAccepted(refund: Attempt): Transfer {
  return transferOf({
    moment: 'refund-accepted',
    cause: `${refund.refundId}:${refund.attempt}`,
    at: refund.at,
    mchid: refund.mchid,
    debit: { 'refunds-in-transit': refund.amountFen },
    credit: { 'wechat-pay': refund.amountFen },
    subjects: subjectsOf(refund),
  })
}

/** The customer has it. */
export function refundSucceeded(refund: Attempt): Transfer {
  return transferOf({
    moment: 'refund-succeeded',
    cause: `${refund.refundId}:${refund.attempt}`,
    at: refund.at,
    debit: { 'refunds-payable': refund.amountFen },
    credit: { 'refunds-in-transit': refund.amountFen },
    subjects: subjectsOf(refund),
  })
}

/** WeChat closed it and put the money back on our account; we still owe it. */
export function refundClosed(refund: Attempt): Transfer {
  return transferOf({
    moment: 'refund-closed',
    cause: `${refund.refundId}:${refund.attempt}`,
    at: refund.at,
    mchid: refund.mchid,
    debit: { 'wechat-pay': refund.amountFen },
    credit: { 'refunds-in-transit': refund.amountFen },
    subjects: subjectsOf(refund),
  })
}

/** An abnormal refund came back to the merchant's bank: still owed to the customer. */
export function refundReturned(refund: Omit<Attempt, 'mchid'>): Transfer {
  return transferOf({
    moment: 'refund-returned',
    cause: `${refund.refundId}:${refund.attempt}`,
    at: refund.at,
    debit: { bank: refund.amountFen },
    credit: { 'refunds-in-transit': refund.amountFen },
    subjects: subjectsOf(refund),
  })
}

/** Paid to the customer by hand, with a receipt. */
export function refundSettledOffline(refund: Refund & Readonly<{ amountFen: Fen }>): Transfer {
  return transferOf({
    moment: 'refund-settled-offline',
    cause: refund.refundId,
    at: refund.at,
    debit: { 'refunds-payable': refund.amountFen },
    credit: { bank: refund.amountFen },
    subjects: subjectsOf(refund),
  })
}

type Voucher = Readonly<{
  cause: string
  voucherId: Id<'vch'>
  orderId: Id<'ord'>
  amountFen: Fen
  at: Date
}>

/** A service for what was paid in advance. `cause`: the redemption. */
export function voucherRedeemed(voucher: Voucher): Transfer {
  return ofVoucher('voucher-redeemed', voucher, { debit: 'customer-prepaid', credit: 'revenue' })
}

/** The redemption was taken back: we owe it again. `cause`: the redemption. */
export function redemptionUndone(voucher: Voucher): Transfer {
  return ofVoucher('redemption-undone', voucher, { debit: 'revenue', credit: 'customer-prepaid' })
}

/** Over and not given back, as was promised at the sale. `cause`: the voucher. */
export function voucherLapsed(voucher: Voucher): Transfer {
  return ofVoucher('voucher-lapsed', voucher, { debit: 'customer-prepaid', credit: 'breakage' })
}

function ofVoucher(
  moment: string,
  { cause, voucherId, orderId, amountFen, at }: Voucher,
  sides: Readonly<{ debit: Account; credit: Account }>,
): Transfer {
  return transferOf({
    moment,
    cause,
    at,
    debit: { [sides.debit]: amountFen },
    credit: { [sides.credit]: amountFen },
    subjects: { orderId, voucherId },
  })
}

type OfDay = Readonly<{ mchid: string; day: string; at: Date; amountFen: Fen }>

/** What WeChat has kept for its service that day, by the fund flow: one transfer a day. */
export function feesOfDay(fees: OfDay): Transfer {
  return ofDay('fees-of-day', fees, { debit: 'fees', credit: 'wechat-pay' })
}

/** What of it came back with refunds that day. */
export function feesReturned(fees: OfDay): Transfer {
  return ofDay('fees-returned', fees, { debit: 'wechat-pay', credit: 'fees' })
}

/** What went to our bank that day. */
export function withdrawalsOfDay(withdrawals: OfDay): Transfer {
  return ofDay('withdrawals-of-day', withdrawals, { debit: 'bank', credit: 'wechat-pay' })
}

/** What came from our bank that day, so that refunds can be paid. */
export function depositsOfDay(deposits: OfDay): Transfer {
  return ofDay('deposits-of-day', deposits, { debit: 'wechat-pay', credit: 'bank' })
}

function ofDay(
  moment: string,
  { mchid, day, at, amountFen }: OfDay,
  sides: Readonly<{ debit: Account; credit: Account }>,
): Transfer {
  return transferOf({
    moment,
    cause: `${mchid}:${day}`,
    at,
    mchid,
    debit: { [sides.debit]: amountFen },
    credit: { [sides.credit]: amountFen },
    subjects: {},
  })
}

/** The id that `refundAccepted` has for this attempt. */
export const acceptedId = (refundId: Id<'rfd'>, attempt: number): Id<'trf'> =>
  derivedId('trf', 'refund-accepted', `${refundId}:${attempt}`)

function sourceOf(from: RefundedFrom): Amounts {
  if ('unappliedFen' in from) {
    return { 'payments-received': from.unappliedFen }
  }
  if ('suspenseFen' in from) {
    return { suspense: from.suspenseFen }
  }
  const { goodsFen, voucherFen, onHoldFen } = from
  return { revenue: goodsFen, 'customer-prepaid': voucherFen, 'orders-on-hold': onHoldFen }
}

function subjectsOf({
  paymentId,
  orderId,
  refundId,
}: Readonly<{ paymentId?: Id<'pay'>; orderId?: Id<'ord'>; refundId?: Id<'rfd'> }>) {
  return {
    ...(paymentId === undefined ? {} : { paymentId }),
    ...(orderId === undefined ? {} : { orderId }),
    ...(refundId === undefined ? {} : { refundId }),
  }
}
