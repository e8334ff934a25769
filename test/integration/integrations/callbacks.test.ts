import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  openPayNotification,
  type PayClient,
} from '../../../server/integrations/wechat-pay/index.js'
import { answerMiniUrlCheck, openMiniPush } from '../../../server/integrations/wechat-mini/index.js'
import { answerUrlCheck, openWecomCallback } from '../../../server/integrations/wecom/index.js'
import { AppError } from '../../../server/platform/errors/index.js'
import { newId } from '../../../server/platform/ids/index.js'
import { eventually } from './eventually.js'
import { startOutside, type Outside } from './outside.js'

/*
 * The sandbox sends, as the platforms do; a bare listener gives the raw bytes to the integrations. The sandbox shares no
 * code with the server, so both sides would have to misread the documents in the same way to agree wrongly.
 */
type Received = { url: URL; headers: IncomingHttpHeaders; body: Buffer }

let outside: Outside
let listener: Server
let here: string
let pay: PayClient
let opened: unknown[] = []
const wrong: string[] = []

beforeAll(async () => {
  outside = await startOutside()
  pay = outside.pay()
  listener = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      const received = { url, headers: request.headers, body: Buffer.concat(chunks) }
      Promise.resolve()
        .then(() => open(request.method ?? '', received))
        .then((text) => response.writeHead(200).end(text))
        .catch((error: unknown) => {
          wrong.push(error instanceof AppError ? error.code : String(error))
          response.writeHead(400).end()
        })
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  here = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  await outside.control('PUT', '/targets', { wecom: `${here}/wecom`, mini: `${here}/mini` })
  await outside.control('POST', '/world/seed', { staff: [{ userid: 'lin', name: '林小满' }] })
})
afterAll(async () => {
  await outside.close()
  await new Promise((resolve) => listener.close(resolve))
})
beforeEach(() => {
  opened = []
  wrong.length = 0
})

async function open(method: string, { url, headers, body }: Received): Promise<string> {
  const own = outside.sandbox.credentials
  const query = Object.fromEntries(url.searchParams)
  const now = new Date()
  if (url.pathname === '/wecom') {
    const settings = {
      corpId: own.WECOM_CORP_ID,
      token: own.WECOM_CALLBACK_TOKEN,
      aesKey: own.WECOM_CALLBACK_AES_KEY,
    }
    if (method === 'GET') {
      return answerUrlCheck({ query, settings, now })
    }
    opened.push(openWecomCallback({ query, body, settings, now }))
    return 'success'
  }
  if (url.pathname === '/mini') {
    const settings = {
      appid: own.MINI_APP_ID,
      token: own.MINI_PUSH_TOKEN,
      aesKey: own.MINI_PUSH_AES_KEY,
    }
    if (method === 'GET') {
      return answerMiniUrlCheck({ query, settings, now })
    }
    opened.push(openMiniPush({ query, body, settings, now }))
    return 'success'
  }
  const { PAY_API_V3_KEY: apiV3Key, PAY_MCH_ID: mchId } = own
  opened.push(await openPayNotification({ headers, body, keys: pay.keys, apiV3Key, mchId, now }))
  return ''
}

const raw = (body: object) =>
  outside.control<{ status: number | null }>('POST', '/raw-callback', body)
const idle = () =>
  eventually(async () => {
    const state = await outside.control<{ idle: boolean; inFlight: number }>('GET', '/idle')
    return state.idle && state.inFlight === 0
  })

test.each(['wecom', 'mini'])('the check of the address, as %s makes it', async (kind) => {
  expect(await outside.control('POST', '/verify-url', { kind })).toMatchObject({ ok: true })
})

test('a scan arrives as contact.added with its state and welcome code', async () => {
  const person = { name: '安娜', unionidVisible: true }
  const { personId, externalUserid } = await outside.control<{
    personId: string
    externalUserid: string
  }>('POST', '/people', person)
  const scan = { personId, userid: 'lin', state: 's1' }
  const { welcomeCode } = await outside.control<{ welcomeCode: string }>('POST', '/scan', scan)
  await outside.control('POST', '/contacts/delete-by-customer', { userid: 'lin', externalUserid })
  await idle()
  const carrier = { userid: 'lin', externalUserid }
  const events = opened.map((one) => (one as { event: unknown }).event)
  expect(events).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        type: 'contact.added',
        lane: 'fast',
        carrier,
        data: { state: 's1', welcomeCode },
      }),
      expect.objectContaining({ type: 'contact.removed-by-customer', lane: 'normal', carrier }),
    ]),
  )
  expect(wrong).toEqual([])
})

// Guarantee: the content of a repeated callback is byte for byte the same, whatever its envelope: it is the delivery key.
test('a callback sent three times at once has one plaintext', async () => {
  const copies = { kind: 'duplicate', area: 'wecom', copies: 3, simultaneous: true, times: 1 }
  await outside.fault(copies)
  const { personId } = await outside.control<{ personId: string }>('POST', '/people', {
    name: '阿波',
  })
  await outside.control('POST', '/scan', { personId, userid: 'lin' })
  await idle()
  expect(opened).toHaveLength(3)
  expect(new Set(opened.map((one) => (one as { plaintext: string }).plaintext)).size).toBe(1)
})

test.each(['xml', 'json'])('a push of the mini-program in %s', async (format) => {
  const fields = { Event: 'subscribe_msg_popup_event', MsgType: 'event' }
  const List = { TemplateId: 't1', SubscribeStatusString: 'accept' }
  const body =
    format === 'json'
      ? { ...fields, List }
      : '<xml><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe_msg_popup_event]]></Event>' +
        '<SubscribeMsgPopupEvent><List><TemplateId><![CDATA[t1]]></TemplateId>' +
        '<SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString></List></SubscribeMsgPopupEvent></xml>'
  await outside.control('POST', '/mini/push', { body, format })
  await idle()
  expect(wrong).toEqual([])
  expect(opened).toMatchObject([
    {
      event: {
        type: 'mini.subscription-answered',
        data: { choices: [{ templateId: 't1', accepted: true }] },
      },
    },
  ])
})

test.each([
  ['wecom', 'signature', 'callback-signature-invalid'],
  ['wecom', 'body', 'callback-signature-invalid'],
  ['wecom', 'receiver', 'callback-receiver-wrong'],
  ['wecom', 'padding', 'callback-not-decryptable'],
  ['wecom', 'truncate', 'callback-not-decryptable'],
  ['mini', 'signature', 'callback-signature-invalid'],
  ['mini', 'body', 'callback-signature-invalid'],
  ['mini', 'receiver', 'callback-receiver-wrong'],
  ['mini', 'padding', 'callback-not-decryptable'],
  ['mini', 'truncate', 'callback-not-decryptable'],
])('%s with a wrong %s is refused: %s', async (kind, tamper, code) => {
  await raw({ kind, tamper, plaintext: '<xml><Event>x</Event></xml>' })
  expect(wrong).toEqual([code])
  expect(opened).toEqual([])
})

describe('notifications of WeChat Pay', () => {
  async function pays(): Promise<string> {
    const outTradeNo = newId('ord')
    const made = { name: '安娜', unionidVisible: true }
    const person = await outside.control<{ openid: string; personId: string }>(
      'POST',
      '/people',
      made,
    )
    const order = { outTradeNo, description: '茶', totalFen: 990, notifyUrl: `${here}/pay` }
    await pay.prepayJsapi({ ...order, payerOpenid: person.openid })
    await outside.control('POST', '/pay/confirm', { outTradeNo, personId: person.personId })
    await idle()
    return outTradeNo
  }

  test.each(['public-key', 'certificate', 'mixed'])('are opened with %s', async (mode) => {
    await outside.control('PUT', '/pay/key-mode', { mode })
    pay = outside.pay()
    const outTradeNo = await pays()
    expect(wrong).toEqual([])
    expect(opened).toMatchObject([
      {
        eventType: 'TRANSACTION.SUCCESS',
        transaction: { outTradeNo, state: 'success', totalFen: 990 },
      },
    ])
  })

  test('sent again keeps its id and content', async () => {
    await outside.fault({ kind: 'duplicate', area: 'pay', copies: 2, simultaneous: true, times: 1 })
    await pays()
    expect(opened).toHaveLength(2)
    const ids = opened.map((one) => (one as { notificationId: string }).notificationId)
    expect(new Set(ids).size).toBe(1)
  })

  test.each([
    ['signature', 'callback-signature-invalid'],
    ['body', 'callback-signature-invalid'],
    ['receiver', 'callback-receiver-wrong'],
    ['padding', 'callback-not-decryptable'],
    ['truncate', 'callback-not-decryptable'],
  ])('with a wrong %s are refused: %s', async (tamper, code) => {
    const outTradeNo = await pays()
    const path = { outTradeNo }
    const { resource } = await outside.control<{ resource: object }>('POST', '/pay/notify', path)
    await idle()
    opened = []
    await raw({ kind: 'pay', tamper, url: `${here}/pay`, plaintext: JSON.stringify(resource) })
    expect(wrong).toEqual([code])
    expect(opened).toEqual([])
  })

  test('a sign test is refused, and the same notification without it is taken', async () => {
    await outside.control('PUT', '/targets', { retrySpeed: 1_000 })
    await outside.fault({ kind: 'signtest', area: 'pay', times: 1 })
    await pays()
    expect(wrong).toEqual(['callback-signature-invalid'])
    expect(opened).toHaveLength(1)
  })

  test.each([
    ['late', -10 * 60_000],
    ['early', 10 * 60_000],
  ])('a timestamp that is too %s is refused', async (_what, ms) => {
    await outside.control('PUT', '/targets', { retrySpeed: 1_000 })
    await outside.fault({ kind: 'skew', area: 'pay', ms, times: 1 })
    await pays()
    expect(wrong).toEqual(['callback-too-old'])
  })
})
