import {
  answerMiniUrlCheck,
  openMiniPush,
  readMiniEvent,
} from '../integrations/wechat-mini/index.js'
import {
  openPayNotification,
  readPayRefund,
  readPayTransaction,
  type PayClient,
  type PayNotification,
} from '../integrations/wechat-pay/index.js'
import {
  answerUrlCheck,
  openWecomCallback,
  readWecomEvent,
  type WecomEvent,
} from '../integrations/wecom/index.js'
import type { Config } from '../config.js'
import type { CallbackDoor, CallbackDoors } from '../modules/inbox/index.js'
import type { Clock } from '../platform/clock/index.js'
import { sha256Hex } from '../platform/crypto/index.js'
import type { NewInboundEvent } from '../platform/pipeline/index.js'

/**
 * Where a platform's callback becomes an event of ours: the integration verifies, decrypts and translates, this file
 * gives it its delivery key, its partition and its lane (architecture.md 2). Part of the composition root.
 */

type Deps = Readonly<{
  config: Config
  clock: Clock
  pay: PayClient
  /** Two byte-equal events in one second may be two real changes: the reading waits until that second is over. */
  settleMs: number
}>

export function callbackDoors({ config, clock, pay, settleMs }: Deps): CallbackDoors {
  const { wecom, mini } = config
  const wecomSettings = {
    corpId: wecom.corpId,
    token: wecom.callbackToken,
    aesKey: wecom.callbackAesKey,
  }
  const miniSettings = { appid: mini.appId, token: mini.pushToken, aesKey: mini.pushAesKey }
  const notification = (kind: PayNotice): CallbackDoor => payDoor(kind, { config, clock, pay })

  return {
    wecom: {
      async open({ query, body }) {
        const { plaintext, event } = openWecomCallback({
          query,
          body,
          settings: wecomSettings,
          now: clock.now(),
        })
        const { corpId } = wecom
        return wecomInbound({ plaintext, event, corpId, now: clock.now(), settleMs })
      },
      answerCheck: (query) => answerUrlCheck({ query, settings: wecomSettings, now: clock.now() }),
    },
    mini: {
      async open({ query, body }) {
        const { plaintext, event } = openMiniPush({
          query,
          body,
          settings: miniSettings,
          now: clock.now(),
        })
        const key = `mini-push:${sha256Hex(plaintext)}`
        const { type, occurredAt } = event
        return { key, source: 'mini-push', type, partitionKey: key, occurredAt, payload: plaintext }
      },
      answerCheck: (query) =>
        answerMiniUrlCheck({ query, settings: miniSettings, now: clock.now() }),
    },
    payTransactions: notification('payment.notified'),
    payRefunds: notification('refund.notified'),
    payTransfers: notification('transfer.notified'),
  }
}

type WecomInbound = Readonly<{
  plaintext: string
  event: WecomEvent
  corpId: string
  now: Date
  settleMs: number
}>

function wecomInbound(inbound: WecomInbound): NewInboundEvent {
  const { plaintext, event, corpId, now, settleMs } = inbound
  const { type, occurredAt, lane, carrier } = event
  // The envelope changes with each retry, the content does not.
  const key = `wecom:${sha256Hex(plaintext)}`
  const settledIn = occurredAt.getTime() + settleMs - now.getTime()
  return {
    key,
    source: 'wecom',
    type,
    partitionKey: wecomPartition(carrier, corpId) ?? key,
    lane,
    occurredAt,
    delayMs: lane === 'fast' ? 0 : Math.max(0, Math.min(settleMs, settledIn)),
    payload: plaintext,
  }
}

function wecomPartition(carrier: WecomEvent['carrier'], corpId: string): string | undefined {
  if (carrier.externalUserid !== undefined) {
    return `external_userid:${corpId}:${carrier.externalUserid}`
  }
  return carrier.chatId === undefined ? undefined : `chat:${carrier.chatId}`
}

type PayNotice = 'payment.notified' | 'refund.notified' | 'transfer.notified'

type PayDeps = Pick<Deps, 'config' | 'clock' | 'pay'>

function payDoor(kind: PayNotice, { config, clock, pay }: PayDeps): CallbackDoor {
  return {
    async open({ headers, body }) {
      const notification = await openPayNotification({
        headers,
        body,
        keys: pay.keys,
        apiV3Key: config.pay.apiV3Key,
        mchId: config.pay.mchId,
        now: clock.now(),
      })
      const { notificationId, createdAt: occurredAt, plaintext: payload } = notification
      const key = `pay:${notificationId}`
      const partitionKey = payPartitionOf(kind, notification)
      const common = { key, source: 'pay', occurredAt, payload }
      return partitionKey === null
        ? { ...common, type: 'pay.other', partitionKey: key }
        : { ...common, type: kind, partitionKey }
    },
  }
}

/** What a notice is in order with; null: not what this address is for. */
function payPartitionOf(kind: PayNotice, { notificationId, transaction, refund }: PayNotification) {
  switch (kind) {
    case 'payment.notified':
      return transaction === null ? null : `pay:${transaction.outTradeNo}`
    case 'refund.notified':
      return refund === null ? null : `refund:${refund.outRefundNo}`
    case 'transfer.notified':
      return `pay:${notificationId}`
  }
}

type StoredEvent = Readonly<{ source: string; type: string; payload: string }>

/** Makes of a stored plaintext what the steps read. Throws for what never came through a door. */
export function eventDecoder(config: Config): (event: StoredEvent) => unknown {
  return ({ source, type, payload }) => {
    switch (source) {
      case 'wecom':
        // Events that we leave ourselves (re-reads, reconcile) are JSON; what WeCom sends in JSON has an envelope's fields.
        return isOurs(payload) ? (JSON.parse(payload) as unknown) : readWecomEvent(payload)
      case 'mini-push':
        return readMiniEvent(payload, config.mini.appId)
      case 'pay':
        return readPayNotice(type, payload)
      case 'mini':
      case 'pay-query':
      case 'unblocked':
        return JSON.parse(payload) as unknown
      default:
        return openEvent(payload)
    }
  }
}

function readPayNotice(type: string, payload: string): unknown {
  switch (type) {
    case 'payment.notified':
      return readPayTransaction(payload)
    case 'refund.notified':
      return readPayRefund(payload)
    default:
      return JSON.parse(payload)
  }
}

function isOurs(payload: string): boolean {
  return payload.startsWith('{"huike":')
}

type StoredOpenEvent = {
  event: { id: string; source: string; identifiers?: object; data?: object }
  isTrusted: boolean
}

function openEvent(payload: string): unknown {
  const { event, isTrusted } = JSON.parse(payload) as StoredOpenEvent
  const { id, source, identifiers = {}, data = {} } = event
  return { id, source, isTrusted, identifiers, data }
}
