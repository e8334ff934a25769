import { sealAndSign } from '../callbacks/envelope.js'
import type { Sender } from '../callbacks/model.js'
import { xmlMessage } from '../callbacks/xml.js'
import type { BusinessClock } from '../clock.js'
import type { KeyRing } from '../keys/mint.js'

/** Posts an event as WeCom does. Source: WeCom 90930, 回调配置. */
export function wecomSender(keys: KeyRing, clock: BusinessClock): Sender {
  return (delivery, { tamper, skewMs }) => {
    const signed = sealAndSign(delivery.plaintext, {
      aesKey: keys.wecomAesKey,
      receiver: keys.corpId,
      token: keys.wecomToken,
      nowSeconds: clock.nowSeconds() + Math.round(skewMs / 1000),
      tamper,
    })
    const query = new URLSearchParams({
      msg_signature: signed.signature,
      timestamp: signed.timestamp,
      nonce: signed.nonce,
    })
    return {
      url: `${delivery.url}?${query.toString()}`,
      headers: { 'content-type': 'text/xml; charset=utf-8', 'user-agent': 'Mozilla/4.0' },
      body: xmlMessage([
        ['ToUserName', keys.corpId],
        ['AgentID', keys.agentId],
        ['Encrypt', signed.encrypted],
      ]),
    }
  }
}
