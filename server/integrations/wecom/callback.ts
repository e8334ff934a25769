import {
  answerSealedEcho,
  openSealedCallback,
  readMessage,
} from '../../platform/callbacks/index.js'
import { translateWecomEvent, type WecomEvent } from './events.js'

export type WecomCallbackSettings = Readonly<{
  corpId: string
  token: string
  aesKey: string
  /** How old an envelope may be; default 5 minutes. */
  windowMs?: number
}>

type Received = Readonly<{
  query: unknown
  /** As received, before any parser. */
  body: Buffer
  settings: WecomCallbackSettings
  now: Date
}>

/**
 * Verifies, opens and translates one callback, XML or JSON. `plaintext` is the decrypted content as sent: the same in
 * every retry, while the envelope changes. Throws `CallbackRefused`; nothing may be stored then. Unknown events come as
 * `wecom.other`. Source: WeCom document 90930.
 */
export function openWecomCallback({ query, body, settings, now }: Received) {
  const { plaintext, sentAt } = openSealedCallback({ query, body, settings: sealed(settings), now })
  return { plaintext, event: translateWecomEvent(readMessage(plaintext), sentAt) }
}

/** Answers WeCom's check of the address: this text, bare, within a second. Throws `CallbackRefused`. */
export function answerUrlCheck(request: Omit<Received, 'body'>): string {
  return answerSealedEcho({ ...request, settings: sealed(request.settings) })
}

/** Reads a stored `plaintext` again. Throws `callback-malformed` for what never came from `openWecomCallback`. */
export function readWecomEvent(plaintext: string, sentAt?: Date): WecomEvent {
  return translateWecomEvent(readMessage(plaintext), sentAt)
}

function sealed({ corpId, token, aesKey, windowMs }: WecomCallbackSettings) {
  const window = windowMs === undefined ? {} : { windowMs }
  return { token, aesKey, receiver: corpId, addressee: corpId, ...window }
}
