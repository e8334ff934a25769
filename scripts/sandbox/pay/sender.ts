import { flipOneLetter } from '../callbacks/envelope.js'
import type { Sender } from '../callbacks/model.js'
import type { Context } from '../context.js'
import type { Tamper } from '../faults.js'
import { sealForMerchant } from './certificates.js'
import { platformHeaders, probeHeaders } from './signature.js'

type Parts = Pick<Context, 'world' | 'keys' | 'clock' | 'settings'>

/**
 * Encrypts and signs a notification. Tampering: `receiver` names another merchant, `truncate`
 * shortens the ciphertext and `padding` breaks its tag, all three signed correctly; `signature`
 * and `body` break the signature itself.
 */
export function paySender(parts: Parts): Sender {
  return (delivery, { tamper, probe, skewMs }) => {
    const { original_type: originalType = '', ...head } = delivery.meta
    const plaintext = tamper === 'receiver' ? otherMerchant(delivery.plaintext) : delivery.plaintext
    const sealed = sealForMerchant(plaintext, originalType, parts.keys)
    const ciphertext = spoilCiphertext(sealed.ciphertext, tamper)
    const body = JSON.stringify({
      ...head,
      resource_type: 'encrypt-resource',
      resource: { original_type: originalType, ...sealed, ciphertext },
    })
    const signed = platformHeaders(parts, body, skewMs)
    const honest: Record<string, string> = {
      ...signed,
      'content-type': 'application/json',
      'user-agent': 'Mozilla/4.0',
    }
    const signature = honest['wechatpay-signature'] ?? ''
    const broken = { ...honest, 'wechatpay-signature': flipOneLetter(signature) }
    const headers = probe ? probeHeaders(honest) : tamper === 'signature' ? broken : honest
    return { url: delivery.url, headers, body: tamper === 'body' ? changedBody(body) : body }
  }
}

function spoilCiphertext(ciphertext: string, tamper: Tamper | null): string {
  const bytes = Buffer.from(ciphertext, 'base64')
  if (tamper === 'truncate') {
    return bytes.subarray(0, -5).toString('base64')
  }
  if (tamper === 'padding') {
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
    return bytes.toString('base64')
  }
  return ciphertext
}

/** Still JSON, other content. */
function changedBody(body: string): string {
  return body.replace('"summary":"', '"summary":"x')
}

function otherMerchant(plaintext: string): string {
  return plaintext.replace(/"mchid":"\d+"/, '"mchid":"1900000109"')
}
