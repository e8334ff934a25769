import { z } from 'zod'
import type { Context } from '../context.js'
import { merchantAccount, move } from '../pay/funds.js'
import { sendRefundNotification } from '../pay/notify.js'
import { endRefund } from '../pay/refund-states.js'
import { refundResource } from '../pay/refund-view.js'
import type { Refund } from '../world/pay-model.js'
import { bodyless, ControlError, limitOf, route } from './api.js'

const DEFAULT_REFUNDS = 100

const Which = z.strictObject({
  outRefundNo: z.string().optional(),
  refundId: z.string().optional(),
})
const Settle = Which.extend({ outcome: z.enum(['SUCCESS', 'CLOSED', 'ABNORMAL']) })
const Amount = z.strictObject({ amountFen: z.int().positive() })
const Rules = z.strictObject({
  delayMs: z.int().min(0).nullable().optional(),
  gapMs: z.int().min(0).optional(),
})

/** By out_refund_no or refund_id, or 404 `refund-not-found`. */
function refundOf({ world }: Context, which: z.output<typeof Which>): Refund {
  const refund =
    world.refunds.get(which.outRefundNo ?? '') ??
    world.refunds.by('refundId', which.refundId ?? '')[0]
  if (refund === undefined) {
    throw new ControlError(404, 'refund-not-found', which.outRefundNo ?? which.refundId)
  }
  return refund
}

function settle(context: Context, { outcome, ...which }: z.output<typeof Settle>) {
  const refund = refundOf(context, which)
  const ended = endRefund(context, refund, outcome)
  if (ended === null) {
    throw new ControlError(409, 'refund-not-open', refund.status)
  }
  const { outRefundNo, refundId, status } = refund
  return { outRefundNo, refundId, status, callbackId: ended.delivery?.id ?? null }
}

function withdraw(context: Context, { amountFen }: z.output<typeof Amount>) {
  if (merchantAccount(context).availableFen < amountFen) {
    throw new ControlError(409, 'balance-too-small', String(amountFen))
  }
  transfer(context, { kind: 'withdrawal', amountFen: -amountFen })
  return merchantAccount(context)
}

function transfer(
  context: Context,
  { kind, amountFen }: { kind: 'withdrawal' | 'deposit'; amountFen: number },
): void {
  const businessNo = `1${context.world.mintDigits(kind, { length: 27 })}`
  const note = kind === 'withdrawal' ? '提现' : '充值'
  move(context, { kind, businessNo, amountFen, note, voucherNo: businessNo })
}

export const refundRoutesOfControl = [
  bodyless('GET', '/pay/refunds', ({ context: { world, settings }, query }) => {
    const { state, outTradeNo } = query
    const known =
      outTradeNo === undefined ? world.refunds.all() : world.refunds.by('outTradeNo', outTradeNo)
    const all = known.filter(({ status }) => state === undefined || status === state)
    const refunds = all.slice(-limitOf(query, DEFAULT_REFUNDS)).reverse()
    return { refunds, total: all.length, rules: settings.refunds }
  }),
  route('POST', '/pay/refunds/settle', Settle, ({ context, body }) => settle(context, body)),
  // A notification of its own with a new id: the same end told a second time.
  route('POST', '/pay/refunds/notify', Which, ({ context, body }) => {
    const refund = refundOf(context, body)
    if (refund.status === 'PROCESSING') {
      throw new ControlError(409, 'refund-not-ended', refund.outRefundNo)
    }
    const { id } = sendRefundNotification(context, refund)
    return { callbackId: id, resource: refundResource(refund, context.keys.mchId) }
  }),
  route('PUT', '/pay/refund-rules', Rules, ({ context: { settings }, body }) => {
    const { delayMs, gapMs } = body
    settings.refunds.delayMs = delayMs === undefined ? settings.refunds.delayMs : delayMs
    settings.refunds.gapMs = gapMs ?? settings.refunds.gapMs
    return settings.refunds
  }),
  bodyless('GET', '/pay/balance', ({ context }) => merchantAccount(context)),
  bodyless('GET', '/pay/flows', ({ context: { world }, query }) => {
    const all = world.fundFlows.all()
    return { flows: all.slice(-limitOf(query, DEFAULT_REFUNDS)).reverse(), total: all.length }
  }),
  route('POST', '/pay/withdraw', Amount, ({ context, body }) => withdraw(context, body)),
  route('POST', '/pay/deposit', Amount, ({ context, body }) => {
    transfer(context, { kind: 'deposit', amountFen: body.amountFen })
    return merchantAccount(context)
  }),
]
