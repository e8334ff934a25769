import { z } from 'zod'
import { equalInConstantTime } from '../crypto/index.js'
import { CallbackRefused } from './callbacks.errors.js'
import { readMessage, textOf } from './message.js'
import { openSealedText } from './sealed-text.js'
import { CALLBACK_WINDOW_MS, isFresh, sortedSha1 } from './signature.js'

export type SealedSettings = Readonly<{
  /** The token of the callback's settings page. */
  token: string
  /** Its EncodingAESKey, 43 characters. */
  aesKey: string
  /** Whom the sealed text must name at its end: corp id or appid. */
  receiver: string
  /** What `ToUserName` of the envelope must be; unset: not looked at. */
  addressee?: string
  windowMs?: number
}>

type Sealed = Readonly<{
  query: unknown
  /** As received, before any parser. */
  body: Buffer
  settings: SealedSettings
  now: Date
}>

/** The route allows no more either (contract: 256 KiB). */
const MAX_BODY_BYTES = 256 * 1024

const SignedQuery = z.object({
  msg_signature: z.string().max(100),
  timestamp: z.string().max(20),
  nonce: z.string().max(200),
})
const EchoQuery = SignedQuery.extend({ echostr: z.string().max(2_000) })

/**
 * Verifies and opens a callback of WeCom, or of a mini-program in safe mode: signature, then key and padding, then receiver,
 * then the time window. Gives the plaintext as sent and when the envelope was made. Throws `CallbackRefused`; nothing may
 * be stored then. Source: WeCom document 90930.
 */
export function openSealedCallback({ query, body, settings, now }: Sealed) {
  if (body.length > MAX_BODY_BYTES) {
    throw new CallbackRefused('callback-malformed', 'body too large')
  }
  const signed = parse(SignedQuery, query)
  const envelope = readMessage(body.toString('utf8'))
  const encrypted = textOf(envelope, 'Encrypt')
  if (encrypted === undefined) {
    throw new CallbackRefused('callback-malformed', 'no Encrypt')
  }
  const plaintext = openSigned(signed, encrypted, settings)
  const { addressee } = settings
  if (addressee !== undefined && textOf(envelope, 'ToUserName') !== addressee) {
    throw new CallbackRefused('callback-receiver-wrong', 'ToUserName is somebody else')
  }
  checkTime(signed.timestamp, settings, now)
  return { plaintext, sentAt: new Date(Number(signed.timestamp) * 1_000) }
}

/** Answers the platform's check of the address: the text sealed in `echostr`, to be sent back bare, within a second. */
export function answerSealedEcho(request: Omit<Sealed, 'body'>): string {
  const { echostr, ...signed } = parse(EchoQuery, request.query)
  const plaintext = openSigned(signed, echostr, request.settings)
  checkTime(signed.timestamp, request.settings, request.now)
  return plaintext
}

function openSigned(
  signed: z.output<typeof SignedQuery>,
  encrypted: string,
  settings: SealedSettings,
): string {
  // A secret that is missing must never become one that everybody knows.
  if (settings.token === '' || settings.aesKey === '' || settings.receiver === '') {
    throw new CallbackRefused('callback-signature-invalid', 'settings incomplete')
  }
  const expected = sortedSha1([settings.token, signed.timestamp, signed.nonce, encrypted])
  if (!equalInConstantTime(signed.msg_signature, expected)) {
    throw new CallbackRefused('callback-signature-invalid', 'msg_signature differs')
  }
  const { text, receiver } = openSealedText(settings.aesKey, encrypted)
  if (receiver !== settings.receiver) {
    throw new CallbackRefused('callback-receiver-wrong', 'sealed for somebody else')
  }
  return text
}

function checkTime(timestamp: string, settings: SealedSettings, now: Date): void {
  if (!isFresh(timestamp, now, settings.windowMs ?? CALLBACK_WINDOW_MS)) {
    throw new CallbackRefused('callback-too-old', 'timestamp outside the window')
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, query: unknown): z.output<Schema> {
  const parsed = schema.safeParse(query)
  if (!parsed.success) {
    throw new CallbackRefused('callback-malformed', 'query incomplete', parsed.error)
  }
  return parsed.data
}
