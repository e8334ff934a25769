import { sealAndSign, sortedSha1 } from '../callbacks/envelope.js'
import type { Sender } from '../callbacks/model.js'
import { xmlMessage } from '../callbacks/xml.js'
import type { BusinessClock } from '../clock.js'
import type { KeyRing } from '../keys/mint.js'

/** Posts a message push in safe mode, XML or JSON. Source: mini-program docs, 消息推送. */
export function miniSender(keys: KeyRing, clock: BusinessClock): Sender {
  return (delivery, { tamper, skewMs }) => {
    const signed = sealAndSign(delivery.plaintext, {
      aesKey: keys.miniAesKey,
      receiver: keys.miniAppId,
      token: keys.miniToken,
      nowSeconds: clock.nowSeconds() + Math.round(skewMs / 1000),
      tamper,
    })
    const query = new URLSearchParams({
      signature: sortedSha1([keys.miniToken, signed.timestamp, signed.nonce]),
      timestamp: signed.timestamp,
      nonce: signed.nonce,
      encrypt_type: 'aes',
      msg_signature: signed.signature,
    })
    const isXml = delivery.format === 'xml'
    return {
      url: `${delivery.url}?${query.toString()}`,
      headers: { 'content-type': isXml ? 'text/xml' : 'application/json' },
      body: isXml
        ? xmlMessage([
            ['ToUserName', keys.miniOriginalId],
            ['Encrypt', signed.encrypted],
          ])
        : JSON.stringify({ ToUserName: keys.miniOriginalId, Encrypt: signed.encrypted }),
    }
  }
}
