import { z } from 'zod'
import { CallbackRefused, type CallbackRefusal } from '../../platform/callbacks/index.js'
import { openResource, Resource } from './decrypt.js'
import type { PayKeys } from './keys.js'
import { readPayRefund, type PayRefund } from './refund.js'
import { readPayTransaction, type PayTransaction } from './transaction.js'
import { examineSignature, type Finding, type SignedHeaders } from './verify.js'

export type PayNotification = Readonly<{
  /** The same in every retry. */
  notificationId: string
  /** As sent: `TRANSACTION.SUCCESS`, `REFUND.CLOSED` … */
  eventType: string
  createdAt: Date
  /** The decrypted content as sent. */
  plaintext: string
  /** For payments; null when the content is something else, a refund for example. */
  transaction: PayTransaction | null
  /** For refunds; null for all else. */
  refund: PayRefund | null
}>

type Received = Readonly<{
  /** Names in lower case. */
  headers: SignedHeaders
  /** As received, before any parser. */
  body: Buffer
  keys: PayKeys
  /** 32 characters. */
  apiV3Key: string
  /** Our merchant number: content that names another is refused. */
  mchId: string
  now: Date
}>

const MAX_BODY_BYTES = 256 * 1024

const Envelope = z.object({
  id: z.string().min(1).max(100),
  create_time: z.iso.datetime({ offset: true }),
  event_type: z.string().min(1).max(100),
  resource: Resource.extend({ original_type: z.string().optional() }),
})

// Payments and refunds say `mchid`, transfers either; a complaint names nobody.
const Content = z.object({ mchid: z.string().optional(), mch_id: z.string().optional() })

/**
 * Verifies, opens and reads a notification. Throws `CallbackRefused`, always a 4xx; nothing may be stored then. Throws
 * `wechat-pay-unavailable` (503: come again) only when there is not one key to judge by and none could be fetched.
 * Source: WeChat Pay v3, 支付通知; validate, verify, decrypt, then parse.
 */
export async function openPayNotification(received: Received): Promise<PayNotification> {
  const { headers, body, keys, apiV3Key, mchId, now } = received
  if (body.length > MAX_BODY_BYTES) {
    throw new CallbackRefused('callback-malformed', 'body too large')
  }
  const finding = await examineSignature({ headers, body, findKey: keys.find, now })
  if (finding !== 'genuine') {
    throw new CallbackRefused(REFUSALS[finding], finding)
  }
  const envelope = attempt('callback-malformed', () =>
    Envelope.parse(JSON.parse(body.toString('utf8'))),
  )
  const { resource } = envelope
  const plaintext = attempt('callback-not-decryptable', () => openResource(resource, apiV3Key))
  const { mchid = mchId, mch_id = mchId } = attempt('callback-malformed', () =>
    Content.parse(JSON.parse(plaintext)),
  )
  if (mchid !== mchId || mch_id !== mchId) {
    throw new CallbackRefused('callback-receiver-wrong', 'about another merchant')
  }
  const { original_type: content } = resource
  return {
    notificationId: envelope.id,
    eventType: envelope.event_type,
    createdAt: new Date(envelope.create_time),
    plaintext,
    transaction:
      content === 'transaction'
        ? attempt('callback-malformed', () => readPayTransaction(plaintext))
        : null,
    refund:
      content === 'refund' ? attempt('callback-malformed', () => readPayRefund(plaintext)) : null,
  }
}

const REFUSALS: Readonly<Record<Exclude<Finding, 'genuine'>, CallbackRefusal>> = {
  'headers-missing': 'callback-malformed',
  'sign-test': 'callback-signature-invalid',
  'outside-window': 'callback-too-old',
  'serial-unknown': 'callback-signature-invalid',
  'signature-wrong': 'callback-signature-invalid',
}

function attempt<Value>(code: CallbackRefusal, work: () => Value): Value {
  try {
    return work()
  } catch (cause) {
    throw new CallbackRefused(code, 'content not readable', cause)
  }
}
