import { z } from 'zod'
import type { Context } from '../context.js'
import { sendPaymentNotification } from '../pay/notify.js'
import { pay } from '../pay/paying.js'
import {
  announceCertificate,
  endOldCertificates,
  switchCertificate,
  validCertificates,
} from '../pay/platform-certificates.js'
import { transactionView } from '../pay/transaction.js'
import type { Payment, PlatformCertificate } from '../world/pay-model.js'
import { bodyless, ControlError, limitOf, route } from './api.js'
import { personById } from './people.js'

const DEFAULT_PAYMENTS = 100

const Which = z.strictObject({
  prepayId: z.string().optional(),
  outTradeNo: z.string().optional(),
  codeUrl: z.string().optional(),
})
const Confirm = Which.extend({
  personId: z.string().optional(),
  /** The bank was slow: confirmed before the order was closed or its time was over, and done only now. */
  isSlow: z.boolean().optional(),
  /** The money moved on an earlier day: it stands in the bill of that one. */
  paidAt: z.iso.datetime({ offset: true }).optional(),
})

/** By prepay_id, out_trade_no or code_url, or 404 `payment-not-found`. */
export function paymentOf({ world }: Context, which: z.output<typeof Which>): Payment {
  const payment =
    world.payments.get(which.outTradeNo ?? '') ??
    world.payments.by('prepayId', which.prepayId ?? '')[0] ??
    world.payments.by('codeUrl', which.codeUrl ?? '')[0]
  if (payment === undefined) {
    throw new ControlError(
      404,
      'payment-not-found',
      which.outTradeNo ?? which.prepayId ?? which.codeUrl,
    )
  }
  return payment
}

/** The person confirms; the notification goes out unless the fault `notifyNever` stands. */
export function confirmPayment(context: Context, body: z.output<typeof Confirm>) {
  const payment = paymentOf(context, body)
  const payer = body.personId === undefined ? null : personById(context, body.personId).openid
  const outcome = pay(context, payment, {
    payerOpenid: payer,
    isSlow: body.isSlow ?? false,
    ...(body.paidAt !== undefined && { paidAt: Date.parse(body.paidAt) }),
  })
  if (outcome !== 'paid') {
    throw new ControlError(409, outcome, payment.outTradeNo)
  }
  const silent = context.faults.take('notifyNever', { area: 'pay', subject: payment.outTradeNo })
  const callbackId = silent === undefined ? sendPaymentNotification(context, payment).id : null
  const { outTradeNo, transactionId } = payment
  return { outTradeNo, transactionId, callbackId }
}

/** The buyer lets it lapse: the order cannot be paid any more; WeChat says NOTPAY until it is closed. */
function lapse(context: Context, body: z.output<typeof Which>) {
  const payment = paymentOf(context, body)
  if (payment.state !== 'NOTPAY') {
    throw new ControlError(409, 'payment-not-open', payment.state)
  }
  payment.expiresAt = context.clock.now()
  return { outTradeNo: payment.outTradeNo }
}

/** Without its private key. */
const certificateView = ({
  serial,
  certPem,
  effectiveAt,
  expiresAt,
  signs,
}: PlatformCertificate) => ({
  serial,
  certPem,
  effectiveAt,
  expiresAt,
  signs,
})

export const payRoutesOfControl = [
  bodyless('GET', '/payments', ({ context: { world }, query }) => {
    const state = query['state']
    const all = world.payments.all().filter((one) => state === undefined || one.state === state)
    const newest = all.slice(-limitOf(query, DEFAULT_PAYMENTS)).reverse()
    const payments = newest.map((payment) => {
      const person = world.people.by('openid', payment.openid ?? '')[0]
      const refundedFen = world.refunds
        .by('outTradeNo', payment.outTradeNo)
        .filter(({ status }) => status !== 'CLOSED')
        .reduce((sum, { refundFen }) => sum + refundFen, 0)
      return { ...payment, refundedFen, payerName: person?.name ?? null }
    })
    return { payments, total: all.length }
  }),
  route('POST', '/pay/confirm', Confirm, ({ context, body }) => confirmPayment(context, body)),
  route('POST', '/pay/lapse', Which, ({ context, body }) => lapse(context, body)),
  // A notification of its own with a new id: the same payment told a second time.
  route('POST', '/pay/notify', Which, ({ context, body }) => {
    const payment = paymentOf(context, body)
    if (payment.state !== 'SUCCESS') {
      throw new ControlError(409, 'payment-not-paid', payment.outTradeNo)
    }
    const { id } = sendPaymentNotification(context, payment)
    return { callbackId: id, resource: transactionView(payment) }
  }),
  bodyless('GET', '/pay/certificates', ({ context }) => ({
    mode: context.settings.payKeyMode,
    publicKeyId: context.keys.publicKeyId,
    certificates: validCertificates(context).map(certificateView),
  })),
  bodyless('POST', '/pay/certificates/announce', async ({ context }) =>
    certificateView(await announceCertificate(context)),
  ),
  bodyless('POST', '/pay/certificates/switch', ({ context }) =>
    certificateView(switchCertificate(context)),
  ),
  bodyless('POST', '/pay/certificates/end-old', ({ context }) => ({
    ended: endOldCertificates(context),
  })),
  route(
    'PUT',
    '/pay/key-mode',
    z.strictObject({ mode: z.enum(['public-key', 'certificate', 'mixed']) }),
    ({ context, body }) => {
      context.settings.payKeyMode = body.mode
      return context.credentials()
    },
  ),
]
