import { randomBytes } from 'node:crypto'
import type { Context } from '../context.js'
import type { Tamper } from '../faults.js'
import { sealAndSign, sortedSha1 } from './envelope.js'

/** The console waits this long when an address is saved (WeCom 90930). */
const VERIFY_TIMEOUT_MS = 1_000

export type UrlCheck = Readonly<{
  ok: boolean
  status: number | null
  expected: string
  answered: string
}>

/** Checks a callback address as the console does when it is saved: GET with an echostr. */
export async function verifyUrl(
  { keys, clock, settings }: Context,
  kind: 'wecom' | 'mini',
  tamper: Tamper | null,
): Promise<UrlCheck> {
  const expected = String(randomBytes(6).readUIntBE(0, 6))
  const own = kind === 'wecom' ? wecomKeys(keys) : miniKeys(keys)
  const signed = sealAndSign(expected, { ...own, nowSeconds: clock.nowSeconds(), tamper })
  const { timestamp, nonce } = signed
  // WeCom encrypts the echostr; the mini-program sends it in clear under its plain signature.
  const plainSignature = sortedSha1([own.token, timestamp, nonce])
  const query: Record<string, string> =
    kind === 'wecom'
      ? { msg_signature: signed.signature, timestamp, nonce, echostr: signed.encrypted }
      : {
          signature: tamper === null ? plainSignature : signed.signature,
          timestamp,
          nonce,
          echostr: expected,
        }
  const target = settings.targets[kind]
  if (target === null) {
    return { ok: false, status: null, expected, answered: 'no target is set' }
  }
  try {
    const response = await fetch(`${target}?${new URLSearchParams(query).toString()}`, {
      signal: AbortSignal.timeout(VERIFY_TIMEOUT_MS),
    })
    const answered = await response.text()
    return { ok: response.ok && answered === expected, status: response.status, expected, answered }
  } catch (error) {
    return { ok: false, status: null, expected, answered: String(error) }
  }
}

type Keys = Context['keys']
const wecomKeys = (keys: Keys) => ({
  aesKey: keys.wecomAesKey,
  receiver: keys.corpId,
  token: keys.wecomToken,
})
const miniKeys = (keys: Keys) => ({
  aesKey: keys.miniAesKey,
  receiver: keys.miniAppId,
  token: keys.miniToken,
})
