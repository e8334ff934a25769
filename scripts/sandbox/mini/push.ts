import type { Delivery } from '../callbacks/model.js'
import { xmlMessage, type XmlField } from '../callbacks/xml.js'
import type { Context } from '../context.js'

/** 5 s and 3 tries like WeCom; the pauses are not documented. */
const MINI_RETRIES_MS = [5_000, 5_000]

type Push = Readonly<{
  /** The whole plaintext, or fields that the usual head is put before. */
  body: string | Record<string, unknown>
  format: 'xml' | 'json'
  openid?: string | undefined
}>

/** Sends a message push in safe mode. */
export function sendMiniPush(context: Context, { body, format, openid }: Push): Delivery {
  const head = {
    ToUserName: context.keys.miniOriginalId,
    FromUserName: openid ?? '',
    CreateTime: context.clock.nowSeconds(),
    MsgType: 'event',
  }
  const plaintext =
    typeof body === 'string'
      ? body
      : format === 'json'
        ? JSON.stringify({ ...head, ...body })
        : xmlMessage(xmlFields({ ...head, ...body }))
  return context.callbacks.enqueue({
    area: 'mini',
    kind: typeof body === 'string' ? 'push' : String(body['Event'] ?? 'push'),
    url: context.settings.targets.mini,
    plaintext,
    format,
    retriesMs: MINI_RETRIES_MS,
  })
}

/** Arrays become repeated elements. */
function xmlFields(body: Record<string, unknown>): XmlField[] {
  return Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value]).map((one): XmlField => {
      if (typeof one === 'number' || typeof one === 'string') {
        return [name, one]
      }
      return typeof one === 'object' && one !== null
        ? [name, xmlFields(one as Record<string, unknown>)]
        : [name, String(one)]
    }),
  )
}
