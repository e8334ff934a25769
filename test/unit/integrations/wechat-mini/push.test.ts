import { createHash } from 'node:crypto'
import {
  answerMiniUrlCheck,
  openMiniPush,
  readMiniEvent,
} from '../../../../server/integrations/wechat-mini/index.js'
import { newAesKey, sealedBy, signedQuery } from '../sealing.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const settings = { appid: 'wx00000001', token: 'miniToken', aesKey: newAesKey() }
const sealing = { aesKey: settings.aesKey, receiver: settings.appid }

const event = (content: object) => readMiniEvent(JSON.stringify(content), settings.appid)

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'accepted'
}

test.each(['xml', 'json'])('a push in safe mode is opened: %s', (form) => {
  const isXml = form === 'xml'
  const plaintext = isXml
    ? '<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName><CreateTime>1772330400</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[user_enter_tempsession]]></Event></xml>'
    : '{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":1772330400,"MsgType":"event","Event":"user_enter_tempsession"}'
  const encrypted = sealedBy(plaintext, sealing)
  // the envelope names the mini-program's original id, not its appid
  const body = isXml
    ? `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
    : JSON.stringify({ ToUserName: 'gh_1', Encrypt: encrypted })
  const query = {
    ...signedQuery(encrypted, { token: settings.token, at: now }),
    signature: 'anything',
    encrypt_type: 'aes',
  }
  const opened = openMiniPush({ query, body: Buffer.from(body), settings, now })
  expect(opened.plaintext).toBe(plaintext)
  expect(opened.event).toEqual({
    type: 'mini.other',
    occurredAt: now,
    carrier: { appid: settings.appid, openid: 'o1' },
    data: { name: 'user_enter_tempsession' },
  })
})

test('a push that is only signed, not sealed, is refused', () => {
  const timestamp = String(now.getTime() / 1000)
  const parts = [settings.token, timestamp, '1'].sort().join('')
  const signature = createHash('sha1').update(parts).digest('hex')
  const body = Buffer.from('{"ToUserName":"gh_1","MsgType":"event","Event":"x"}')
  const query = { signature, timestamp, nonce: '1' }
  expect(refusal(() => openMiniPush({ query, body, settings, now }))).toBe('callback-malformed')
})

test('a push for another mini-program is refused', () => {
  const encrypted = sealedBy('{"Event":"x"}', { ...sealing, receiver: 'wx00000002' })
  const query = signedQuery(encrypted, { token: settings.token, at: now })
  const body = Buffer.from(JSON.stringify({ Encrypt: encrypted }))
  expect(refusal(() => openMiniPush({ query, body, settings, now }))).toBe(
    'callback-receiver-wrong',
  )
})

describe('the check of the address', () => {
  const timestamp = String(now.getTime() / 1000)
  const plain = {
    signature: createHash('sha1')
      .update([settings.token, timestamp, '99'].sort().join(''))
      .digest('hex'),
    timestamp,
    nonce: '99',
    echostr: '4375120948345356249',
  }

  test('in plain form is echoed', () => {
    expect(answerMiniUrlCheck({ query: plain, settings, now })).toBe('4375120948345356249')
  })
  test('in sealed form is opened', () => {
    const echostr = sealedBy('4375120948345356249', sealing)
    const query = { ...signedQuery(echostr, { token: settings.token, at: now }), echostr }
    expect(answerMiniUrlCheck({ query, settings, now })).toBe('4375120948345356249')
  })
  test.each([
    ['wrongly signed', { signature: 'a'.repeat(40) }, now, 'callback-signature-invalid'],
    ['incomplete', { nonce: undefined }, now, 'callback-malformed'],
    ['old', {}, new Date(now.getTime() + 6 * 60_000), 'callback-too-old'],
  ])('%s is refused', (_what, change, at, code) => {
    const query = { ...plain, ...change }
    expect(refusal(() => answerMiniUrlCheck({ query, settings, now: at }))).toBe(code)
  })
})

describe('events in our words', () => {
  const choice = { TemplateId: 't1', SubscribeStatusString: 'accept', PopupScene: '2' }

  // JSON sends a list of one as an object, XML puts the list under an element named after the event.
  test.each([
    ['JSON, one', { List: choice }, 1],
    ['JSON, two', { List: [choice, { ...choice, SubscribeStatusString: 'reject' }] }, 2],
    ['wrapped', { SubscribeMsgPopupEvent: { List: choice } }, 1],
    ['empty', {}, 0],
  ])('subscription choices, %s', (_form, list, count) => {
    const translated = event({ Event: 'subscribe_msg_popup_event', FromUserName: 'o1', ...list })
    const all = [
      { templateId: 't1', accepted: true },
      { templateId: 't1', accepted: false },
    ]
    expect(translated).toMatchObject({
      type: 'mini.subscription-answered',
      data: { choices: all.slice(0, count) },
    })
  })

  test('a delivered and a refused subscription message', () => {
    const List = [
      { TemplateId: 't1', MsgID: 1700827132819554304, ErrorCode: '0', ErrorStatus: 'success' },
      { TemplateId: 't1', MsgID: '2', ErrorCode: 43101, ErrorStatus: 'reject' },
    ]
    const body = JSON.stringify({ Event: 'subscribe_msg_sent_event', List })
    const text = body.replace(/1700827132819554\d+/, '1700827132819554305')
    expect(readMiniEvent(text, settings.appid).data).toEqual({
      deliveries: [
        { templateId: 't1', messageId: '1700827132819554305', delivered: true, errorCode: '0' },
        { templateId: 't1', messageId: '2', delivered: false, errorCode: '43101' },
      ],
    })
  })

  test.each([
    [
      { Event: 'wxa_media_check', trace_id: 't', result: { suggest: 'risky', label: 20002 } },
      { type: 'mini.media-checked', data: { traceId: 't', suggestion: 'risky' } },
    ],
    [
      { Event: 'wxa_media_check', trace_id: 't', result: { suggest: 'odd' } },
      { type: 'mini.media-checked', data: { traceId: 't', suggestion: 'review' } },
    ],
    [{ Event: 'wxa_media_check' }, { type: 'mini.other', data: { name: 'wxa_media_check' } }],
    [
      { Event: 'trade_manage_remind_shipping', transaction_id: '42', merchant_trade_no: 'ord_1' },
      { type: 'mini.shipping-overdue', data: { transactionId: '42', outTradeNo: 'ord_1' } },
    ],
    [
      { Event: 'trade_manage_order_settlement', transaction_id: '42', settlement_time: 1772330400 },
      { type: 'mini.order-settlement', data: { transactionId: '42', settledAt: now } },
    ],
    [
      { MsgType: 'text', Content: 'hi' },
      { type: 'mini.other', data: { name: 'text' } },
    ],
  ])('%j', (content, expected) => {
    expect(event(content)).toMatchObject(expected)
  })
})
