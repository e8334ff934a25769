import type { Delivery, NewDelivery } from '../callbacks/model.js'
import { shanghaiTime } from '../clock.js'
import type { Context } from '../context.js'
import type { Tamper } from '../faults.js'
import type { Payment, Refund } from '../world/pay-model.js'
import { refundResource } from './refund-view.js'
import { transactionView } from './transaction.js'

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 3_600_000

/** 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h: 24 h 4 min in all, after a first try at once. */
export const PAY_RETRIES_MS: readonly number[] = [
  ...[15, 15, 30].map((seconds) => seconds * SECOND),
  ...[3, 10, 20, 30, 30, 30, 60].map((minutes) => minutes * MINUTE),
  ...[3, 3, 3, 6, 6].map((hours) => hours * HOUR),
]

type Notification = Readonly<{
  /** Null: the merchant named none, so nobody is told. */
  url: string | null
  eventType: string
  originalType: string
  summary: string
  /** JSON text of the resource before encryption. */
  resource: string
  retriesMs: readonly number[]
  tamper?: Tamper | null
}>

/** A notification as the callback engine takes it; its id stays the same over all tries. */
export function notification({ clock, world }: Context, wanted: Notification): NewDelivery {
  return {
    area: 'pay',
    kind: wanted.eventType,
    url: wanted.url,
    plaintext: wanted.resource,
    format: 'json',
    meta: {
      id: `EV-2${world.mintDigits('notification', { length: 30 })}`,
      create_time: shanghaiTime(clock.now()),
      event_type: wanted.eventType,
      summary: wanted.summary,
      original_type: wanted.originalType,
    },
    retriesMs: wanted.retriesMs,
    tamper: wanted.tamper ?? null,
  }
}

/** TRANSACTION.SUCCESS of a paid order. Source: WeChat Pay v3, 支付通知. */
export function sendPaymentNotification(context: Context, payment: Payment): Delivery {
  return context.callbacks.enqueue(
    notification(context, {
      url: payment.notifyUrl === '' ? null : payment.notifyUrl,
      eventType: 'TRANSACTION.SUCCESS',
      originalType: 'transaction',
      summary: '支付成功',
      resource: JSON.stringify(transactionView(payment)),
      retriesMs: PAY_RETRIES_MS,
    }),
  )
}

const REFUND_SUMMARIES = { SUCCESS: '退款成功', CLOSED: '退款关闭', ABNORMAL: '退款异常' } as const

/** REFUND.SUCCESS, REFUND.CLOSED or REFUND.ABNORMAL. Source: WeChat Pay v3, 退款结果通知. */
export function sendRefundNotification(context: Context, refund: Refund): Delivery {
  const { status } = refund
  const word = status === 'PROCESSING' ? 'SUCCESS' : status
  return context.callbacks.enqueue(
    notification(context, {
      url: refund.notifyUrl,
      eventType: `REFUND.${word}`,
      originalType: 'refund',
      summary: REFUND_SUMMARIES[word],
      resource: JSON.stringify(refundResource(refund, context.keys.mchId)),
      retriesMs: PAY_RETRIES_MS,
    }),
  )
}
