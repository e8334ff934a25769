import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import type { System } from '../../support/system.js'
import { sealedBy, signedQuery } from '../../unit/integrations/sealing.js'

const Sent = z.object({ status: z.int().nullable(), responseBody: z.string() })

type Raw = Readonly<{
  kind: 'wecom' | 'mini' | 'pay'
  plaintext: string
  tamper?: 'signature' | 'receiver' | 'truncate' | 'padding' | 'body'
  format?: 'xml' | 'json'
  url?: string
}>

/** One try by the sandbox of exactly this content, whole or spoilt. Pay: to the address of payments unless told. */
export async function raw(system: System, content: Raw) {
  const url = content.kind === 'pay' ? { url: payAddress(system) } : {}
  const body = { ...url, ...content }
  return (await system.control.send('POST', '/raw-callback', Sent, { body })).body
}

export const payAddress = ({ url }: System, what = 'transactions') => `${url}/callbacks/pay/${what}`

/** Key and state of everything stored so far: equal before and after means that nothing was stored. */
export const stored = ({ deps }: System) =>
  deps.db.collection('inbox').find().sort({ _id: 1 }).project({ _id: 1 }).toArray()

/** An envelope of our own making, genuine unless `body` says otherwise: for what the sandbox would never send. */
export async function postSealed(
  system: System,
  kind: 'wecom' | 'mini',
  { text, body = envelope }: { text: string; body?: (encrypted: string) => string },
) {
  const own = system.sandbox.credentials
  const [receiver, token, aesKey] =
    kind === 'wecom'
      ? [own.WECOM_CORP_ID, own.WECOM_CALLBACK_TOKEN, own.WECOM_CALLBACK_AES_KEY]
      : [own.MINI_APP_ID, own.MINI_PUSH_TOKEN, own.MINI_PUSH_AES_KEY]
  const encrypted = sealedBy(text, { aesKey, receiver })
  const query = new URLSearchParams(signedQuery(encrypted, { token, at: new Date() })).toString()
  const content = body(encrypted).replace('{{corpId}}', own.WECOM_CORP_ID)
  return post(`${system.url}/callbacks/${kind}?${query}`, content)
}

const envelope = (encrypted: string) =>
  `<xml><ToUserName><![CDATA[{{corpId}}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`

/** Status, body and headers of a bare post. */
export async function post(
  url: string,
  body: string | ReadableStream,
  headers: Record<string, string> = {},
) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', ...headers },
    body,
    ...(typeof body === 'string' ? {} : { duplex: 'half' }),
  } as RequestInit)
  return { status: answer.status, text: await answer.text() }
}

type PayRequest = Readonly<{ headers: Record<string, string>; body: string }>

/** Pay's own request for a genuine notification, as it went over the wire; to be spoilt and sent again. */
export async function genuinePay(system: System, plaintext: string): Promise<PayRequest> {
  const Sending = z.object({ callbackId: z.string() })
  const body = { kind: 'pay', plaintext, url: 'http://127.0.0.1:9/nobody' }
  const made = await system.control.send('POST', '/raw-callback', Sending, { body })
  const Attempts = z.object({
    attempts: z.array(z.object({ headers: z.record(z.string(), z.string()), body: z.string() })),
  })
  const path = `/callbacks/${made.body.callbackId}`
  const [attempt] = (await system.control.send('GET', path, Attempts)).body.attempts
  if (attempt === undefined) {
    throw new Error('the sandbox has not tried')
  }
  return attempt
}

/** What Pay says of a payment that it believes to be ours. */
export function transaction(system: System, change: object = {}): string {
  const { MINI_APP_ID, PAY_MCH_ID } = system.sandbox.credentials
  return JSON.stringify({
    appid: MINI_APP_ID,
    mchid: PAY_MCH_ID,
    out_trade_no: 'pay_nobody000000000000000001',
    transaction_id: '4200000000000000000000000001',
    trade_type: 'JSAPI',
    trade_state: 'SUCCESS',
    trade_state_desc: '支付成功',
    success_time: new Date().toISOString(),
    payer: { openid: 'o-nobody' },
    amount: { total: 1680, payer_total: 1680, currency: 'CNY', payer_currency: 'CNY' },
    ...change,
  })
}

/** A contact event with fields of its own, as WeCom writes it. */
export function wecomEvent(system: System, fields: Readonly<Record<string, string>>): string {
  const head = {
    ToUserName: system.sandbox.credentials.WECOM_CORP_ID,
    FromUserName: 'sys',
    CreateTime: String(Math.floor(Date.now() / 1_000)),
    MsgType: 'event',
  }
  const elements = Object.entries({ ...head, ...fields }).map(
    ([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`,
  )
  return `<xml>${elements.join('')}</xml>`
}

/** The stored row of this delivery once the worker is through with it. */
export const worked = ({ deps }: System, filter: object) =>
  waitUntil(
    async () => {
      const row = await deps.db.collection('inbox').findOne({ ...filter, state: 'done' })
      if (row === null) {
        throw new Error(`no event is done that fits ${JSON.stringify(filter)}`)
      }
      return row
    },
    { withinMs: 60_000 },
  )
