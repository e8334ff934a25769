import {
  answerSealedEcho,
  CallbackRefused,
  isFresh,
  openSealedCallback,
  readMessage,
  sortedSha1,
} from '../../platform/callbacks/index.js'
import { equalInConstantTime } from '../../platform/crypto/index.js'
import { z } from 'zod'
import { translateMiniEvent, type MiniEvent } from './events.js'

export type MiniPushSettings = Readonly<{
  appid: string
  token: string
  aesKey: string
  /** How old an envelope may be; default 5 minutes. */
  windowMs?: number
}>

type Received = Readonly<{
  query: unknown
  /** As received, before any parser. */
  body: Buffer
  settings: MiniPushSettings
  now: Date
}>

/**
 * Verifies, opens and translates one message push, XML or JSON. Safe mode only: a push that is not sealed is refused.
 * `plaintext` is the decrypted content as sent, the same in every retry. Throws `CallbackRefused`; nothing may be stored
 * then. Unknown events come as `mini.other`. Source: mini-program documents, 消息推送.
 */
export function openMiniPush({ query, body, settings, now }: Received) {
  const { plaintext, sentAt } = openSealedCallback({ query, body, settings: sealed(settings), now })
  const event = translateMiniEvent(readMessage(plaintext), { appid: settings.appid, sentAt })
  return { plaintext, event }
}

/** Reads a stored `plaintext` again. */
export function readMiniEvent(plaintext: string, appid: string, sentAt?: Date): MiniEvent {
  return translateMiniEvent(readMessage(plaintext), { appid, ...(sentAt && { sentAt }) })
}

const PlainEcho = z.object({
  signature: z.string().max(100),
  timestamp: z.string().max(20),
  nonce: z.string().max(200),
  echostr: z.string().max(2_000),
})

/**
 * Answers the platform's check of the address: the bare text to send back. It comes sealed (`msg_signature`) or, also in
 * safe mode, as plain `echostr` under `signature`. Throws `CallbackRefused`.
 */
export function answerMiniUrlCheck({ query, settings, now }: Omit<Received, 'body'>): string {
  if (isSealed(query)) {
    return answerSealedEcho({ query, settings: sealed(settings), now })
  }
  const parsed = PlainEcho.safeParse(query)
  if (!parsed.success) {
    throw new CallbackRefused('callback-malformed', 'query incomplete', parsed.error)
  }
  const { signature, timestamp, nonce, echostr } = parsed.data
  if (!equalInConstantTime(signature, sortedSha1([settings.token, timestamp, nonce]))) {
    throw new CallbackRefused('callback-signature-invalid', 'signature differs')
  }
  if (!isFresh(timestamp, now, settings.windowMs)) {
    throw new CallbackRefused('callback-too-old', 'timestamp outside the window')
  }
  return echostr
}

function isSealed(query: unknown): boolean {
  return typeof query === 'object' && query !== null && 'msg_signature' in query
}

function sealed({ appid, token, aesKey, windowMs }: MiniPushSettings) {
  return { token, aesKey, receiver: appid, ...(windowMs === undefined ? {} : { windowMs }) }
}
