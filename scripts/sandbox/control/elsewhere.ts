import { z } from 'zod'
import type { Context } from '../context.js'
import { fingerprint } from '../pay/checks.js'
import { canPay } from '../pay/funds.js'
import { sendPaymentNotification } from '../pay/notify.js'
import { pay } from '../pay/paying.js'
import { allowedFee } from '../pay/refund-request.js'
import { acceptRefund } from '../pay/refund-states.js'
import { PayError } from '../pay/errors.js'
import { ControlError, route } from './api.js'
import { paymentOf } from './pay.js'

const Refund = z.strictObject({
  outTradeNo: z.string(),
  amountFen: z.int().positive(),
  reason: z.string().max(80).default('商户平台退款'),
})
const Payment = z.strictObject({
  amountFen: z.int().positive(),
  outTradeNo: z.string().min(6).max(32).optional(),
  description: z.string().default('线下收款'),
  /** Where its notification goes; left out: nowhere, only queries and bills know it. */
  notifyUrl: z.url().optional(),
})

/** Somebody gives money back on WeChat Pay's own merchant page: no API call, no notification. */
function refundElsewhere(context: Context, body: z.output<typeof Refund>) {
  const payment = paymentOf(context, { outTradeNo: body.outTradeNo })
  const wanted = {
    outRefundNo: `P${context.world.mintDigits('refund-page', { length: 27 })}`,
    refundFen: body.amountFen,
    totalFen: payment.totalFen,
    reason: body.reason,
    notifyUrl: null,
    fingerprint: fingerprint('PAGE', body),
  }
  try {
    const feeFen = allowedFee(context, payment, wanted)
    if (!canPay(context, payment, { refundFen: body.amountFen, feeFen })) {
      throw new ControlError(409, 'balance-too-small', String(body.amountFen))
    }
    return acceptRefund(context, payment, { wanted, feeFen })
  } catch (error) {
    throw error instanceof PayError ? new ControlError(409, error.code, error.message) : error
  }
}

/** Money under our merchant number that no order of ours asked for. */
function payElsewhere(context: Context, body: z.output<typeof Payment>) {
  const { world, clock, keys } = context
  const outTradeNo = body.outTradeNo ?? `X${world.mintDigits('elsewhere', { length: 27 })}`
  if (world.payments.get(outTradeNo) !== undefined) {
    throw new ControlError(409, 'number-taken', outTradeNo)
  }
  const payment = world.payments.put({
    outTradeNo,
    tradeType: 'NATIVE',
    prepayId: `wx${world.mintDigits('prepay', { length: 34 })}`,
    prepaidAt: clock.now(),
    codeUrl: null,
    appid: keys.miniAppId,
    mchid: keys.mchId,
    description: body.description,
    attach: null,
    notifyUrl: body.notifyUrl ?? '',
    expiresAt: null,
    totalFen: body.amountFen,
    openid: null,
    fingerprint: fingerprint('PAGE', body),
    state: 'NOTPAY',
    createdAt: clock.now(),
    transactionId: null,
    paidAt: null,
    feeFen: 0,
    frozenFen: 0,
  })
  pay(context, payment, { payerOpenid: `oM${world.mint('openid', { length: 26 })}` })
  const told = body.notifyUrl === undefined ? null : sendPaymentNotification(context, payment)
  const { transactionId } = payment
  return { outTradeNo, transactionId, callbackId: told?.id ?? null }
}

/** What happens at WeChat Pay past the merchant's own systems. */
export const elsewhereRoutes = [
  route('POST', '/pay/refunds/elsewhere', Refund, ({ context, body }) =>
    refundElsewhere(context, body),
  ),
  route('POST', '/pay/elsewhere', Payment, ({ context, body }) => payElsewhere(context, body)),
]
