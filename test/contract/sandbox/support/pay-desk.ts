import { constants, publicEncrypt } from 'node:crypto'
import type { World } from './clients.js'
import { openResource } from './decode.js'
import type { Receiver } from './receiver.js'
import { until } from './receiver.js'

export const JSAPI = '/v3/pay/transactions/jsapi'
export const REFUNDS = '/v3/refund/domestic/refunds'

export type Notice = {
  event_type: string
  summary: string
  resource: Record<string, unknown>
}

let orders = 0

/** A merchant's desk in tests: orders, pays, gives back and reads what it is told. */
export function payDesk(world: World, receiver: Receiver) {
  async function ordered(more: object = {}) {
    orders += 1
    const { openid } = await world.person()
    const no = `ord_${String(orders).padStart(22, '0')}`
    const body = {
      appid: world.keys.MINI_APP_ID,
      mchid: world.keys.PAY_MCH_ID,
      description: '茉莉青提',
      out_trade_no: no,
      notify_url: `${receiver.url}/callbacks/pay/transactions`,
      amount: { total: 1900, currency: 'CNY' },
      payer: { openid },
      ...more,
    }
    const reply = await world.pay('POST', JSAPI, body)
    return { no, body, reply }
  }
  async function paid(total = 1900) {
    const { no } = await ordered({ amount: { total, currency: 'CNY' } })
    const { transactionId } = await world.control<{ transactionId: string }>('/pay/confirm', {
      outTradeNo: no,
    })
    return { no, total, transactionId }
  }
  function refundBody(order: { no: string; total: number }, fen: number, more: object = {}) {
    orders += 1
    return {
      out_trade_no: order.no,
      out_refund_no: `rfd_${String(orders).padStart(22, '0')}`,
      reason: '商品已售完',
      notify_url: `${receiver.url}/callbacks/pay/refunds`,
      amount: { refund: fen, total: order.total, currency: 'CNY' },
      ...more,
    }
  }
  const refund = (order: { no: string; total: number }, fen: number, more: object = {}) =>
    world.pay('POST', REFUNDS, refundBody(order, fen, more))
  async function query(no: string) {
    const path = `/v3/pay/transactions/out-trade-no/${no}?mchid=${world.keys.PAY_MCH_ID}`
    return (await world.pay('GET', path)).value
  }
  const idle = () => until('idle', async () => (await world.control('/idle'))['idle'] === true)
  /** The refund notices that have come, decrypted. */
  function notices(): Notice[] {
    const told = receiver.received.filter(({ path }) => path === '/callbacks/pay/refunds')
    return told.map(({ body }) => {
      const envelope = JSON.parse(body) as Notice & {
        resource: Parameters<typeof openResource>[0] & { original_type: string }
      }
      const { original_type: originalType } = envelope.resource
      const opened = openResource(envelope.resource, world.keys.PAY_API_V3_KEY) as object
      return { ...envelope, resource: { originalType, ...opened } }
    })
  }
  /** RSA-OAEP with SHA-1 under the platform's public key. Source: WeChat Pay v3, 敏感信息加密. */
  function sealed(text: string, pem = world.keys.payPublicKeyPem): string {
    const padding = constants.RSA_PKCS1_OAEP_PADDING
    return publicEncrypt({ key: pem, padding, oaepHash: 'sha1' }, Buffer.from(text)).toString(
      'base64',
    )
  }
  const balance = () => world.control<{ availableFen: number; pendingFen: number }>('/pay/balance')
  return { ordered, paid, refundBody, refund, query, idle, notices, sealed, balance }
}
