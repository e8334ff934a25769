import * as fc from 'fast-check'
import { answerUrlCheck, openWecomCallback } from '../../../../server/integrations/wecom/index.js'
import { newAesKey, sealedBy, signedQuery } from '../sealing.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const settings = { corpId: 'wwcorp0001', token: 'aToken', aesKey: newAesKey() }
const sealing = { aesKey: settings.aesKey, receiver: settings.corpId }
const text =
  '<xml><ToUserName><![CDATA[wwcorp0001]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName>' +
  '<CreateTime>1772330400</CreateTime><MsgType><![CDATA[event]]></MsgType>' +
  '<Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[add_external_contact]]></ChangeType>' +
  '<UserID><![CDATA[zhangsan]]></UserID><ExternalUserID><![CDATA[woAJ2G]]></ExternalUserID>' +
  '<State><![CDATA[chn1]]></State><WelcomeCode><![CDATA[CODE]]></WelcomeCode></xml>'

const envelope = (encrypted: string, toUserName = settings.corpId) =>
  Buffer.from(
    `<xml><ToUserName><![CDATA[${toUserName}]]></ToUserName><AgentID></AgentID>` +
      `<Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  )

function open(encrypted: string, change: { body?: Buffer; query?: object; at?: Date } = {}) {
  const query = { ...signedQuery(encrypted, { token: settings.token, at: now }), ...change.query }
  const body = change.body ?? envelope(encrypted)
  return openWecomCallback({ query, body, settings, now: change.at ?? now })
}

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'accepted'
}

describe("WeCom's published example (document 90930)", () => {
  const published = {
    corpId: 'wx5823bf96d3bd56c7',
    token: 'QDG6eK',
    aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  }

  test('the check of the address is answered with its plaintext', () => {
    const query = {
      msg_signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
      timestamp: '1409659589',
      nonce: '263014780',
      echostr:
        'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    }
    const at = new Date(1_409_659_589_000)
    expect(answerUrlCheck({ query, settings: published, now: at })).toBe('1616140317555161061')
  })

  test('the message is opened, and its id stays exact', () => {
    const encrypted =
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=='
    const query = {
      msg_signature: '477715d11cdb4164915debcba66cb864d751f3e6',
      timestamp: '1409659813',
      nonce: '1372623149',
    }
    const { plaintext, event } = openWecomCallback({
      query,
      body: envelope(encrypted, published.corpId),
      settings: published,
      now: new Date(1_409_659_813_000),
    })
    expect(plaintext).toContain('<Content><![CDATA[hello]]></Content>')
    expect(plaintext).toContain('<MsgId>4561255354251345929</MsgId>')
    expect(event).toMatchObject({ type: 'wecom.other', data: { name: 'text' } })
  })
})

test('given a genuine callback, then the plaintext is as sent and the event is in our words', () => {
  const { plaintext, event } = open(sealedBy(text, sealing))
  expect(plaintext).toBe(text)
  expect(event).toEqual({
    type: 'contact.added',
    occurredAt: new Date('2026-03-01T10:00:00+08:00'),
    lane: 'fast',
    carrier: { userid: 'zhangsan', externalUserid: 'woAJ2G' },
    data: { state: 'chn1', welcomeCode: 'CODE' },
  })
})

test('the JSON form of the envelope and of the content is understood', () => {
  const content = '{"ToUserName":"wwcorp0001","CreateTime":1772330400,"MsgId":4561255354251345929}'
  const encrypted = sealedBy(content, sealing)
  const body = Buffer.from(JSON.stringify({ ToUserName: settings.corpId, Encrypt: encrypted }))
  const { plaintext, event } = open(encrypted, { body })
  expect(plaintext).toBe(content)
  expect(event.type).toBe('wecom.other')
})

// Guarantee: whatever was sealed with our key arrives unchanged; nothing else gets through.
test('what an independent encoder seals is opened unchanged', () => {
  const letters = fc.string({ unit: 'grapheme', maxLength: 200 })
  fc.assert(
    fc.property(letters, (name) => {
      const clean = name.replaceAll(']]>', '')
      const content = `<xml><Event>x</Event><Name><![CDATA[${clean}]]></Name></xml>`
      return open(sealedBy(content, sealing)).plaintext === content
    }),
  )
})

test('no single changed byte of the sealed text is accepted', () => {
  const bytes = Buffer.from(sealedBy(text, sealing), 'base64')
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ flip, at)
      const query = signedQuery(bytes.toString('base64'), { token: settings.token, at: now })
      const body = envelope(changed.toString('base64'))
      return refusal(() => open('', { query, body })) === 'callback-signature-invalid'
    }),
  )
})

describe('refused, and why', () => {
  const encrypted = sealedBy(text, sealing)
  const sealedAs = (change: object) => sealedBy(text, { ...sealing, ...change })
  const truncated = Buffer.from(encrypted, 'base64').subarray(0, -7).toString('base64')
  const oneBlockLess = Buffer.from(encrypted, 'base64').subarray(0, -32).toString('base64')
  const notUtf8 = sealedBy(Buffer.from([0xff, 0xfe, 0x41]), sealing)
  const late = new Date(now.getTime() + 5 * 60_000 + 1_000)
  const early = new Date(now.getTime() - 5 * 60_000 - 1_000)
  const [signature, undecryptable] = ['callback-signature-invalid', 'callback-not-decryptable']

  test.each([
    [
      'wrong signature',
      signature,
      () => open(encrypted, { query: { msg_signature: 'a'.repeat(40) } }),
    ],
    [
      'signature of other length',
      signature,
      () => open(encrypted, { query: { msg_signature: 'a' } }),
    ],
    [
      'signature under `signature` only',
      'callback-malformed',
      () => open(encrypted, { query: { msg_signature: undefined, signature: 'a' } }),
    ],
    [
      'repeated query parameter',
      'callback-malformed',
      () => open(encrypted, { query: { nonce: ['1', '2'] } }),
    ],
    ['other nonce than signed', signature, () => open(encrypted, { query: { nonce: '1' } })],
    [
      'other timestamp than signed',
      signature,
      () => open(encrypted, { query: { timestamp: '1772330401' } }),
    ],
    ['wrong receiver', 'callback-receiver-wrong', () => open(sealedAs({ receiver: 'wwcorp0002' }))],
    [
      'receiver cut short',
      'callback-receiver-wrong',
      () => open(sealedAs({ receiver: 'wwcorp000' })),
    ],
    [
      'envelope to somebody else',
      'callback-receiver-wrong',
      () => open(encrypted, { body: envelope(encrypted, 'ww2') }),
    ],
    ['sealed with another key', undecryptable, () => open(sealedAs({ aesKey: newAesKey() }))],
    [
      'padding over 32',
      undecryptable,
      () => open(sealedAs({ pad: (n: number) => Buffer.alloc(n, n + 33) })),
    ],
    [
      'padding of nought',
      undecryptable,
      () => open(sealedAs({ pad: (n: number) => Buffer.alloc(n, 0) })),
    ],
    [
      'padding right only in its last byte',
      undecryptable,
      () =>
        open(
          sealedAs({
            pad: (n: number) => Buffer.concat([Buffer.alloc(31 + n, 1), Buffer.from([32])]),
          }),
        ),
    ],
    ['length beyond the end', undecryptable, () => open(sealedAs({ length: 0xffffffff }))],
    ['not whole blocks', undecryptable, () => open(truncated)],
    ['last block missing', undecryptable, () => open(oneBlockLess)],
    ['not base64', undecryptable, () => open('!!!not base64!!!')],
    ['not UTF-8', undecryptable, () => open(notUtf8)],
    ['too old', 'callback-too-old', () => open(encrypted, { at: late })],
    ['from the future', 'callback-too-old', () => open(encrypted, { at: early })],
    [
      'huge body',
      'callback-malformed',
      () => open(encrypted, { body: Buffer.alloc(256 * 1024 + 1, 0x20) }),
    ],
    ['no body', 'callback-malformed', () => open(encrypted, { body: Buffer.alloc(0) })],
    [
      'no Encrypt',
      'callback-malformed',
      () => open(encrypted, { body: Buffer.from('<xml><A>1</A></xml>') }),
    ],
    [
      'tags not closed',
      'callback-malformed',
      () => open(encrypted, { body: Buffer.from('<xml><Encrypt>') }),
    ],
    [
      'malformed JSON',
      'callback-malformed',
      () => open(encrypted, { body: Buffer.from('{"Encrypt":') }),
    ],
    ['content that is no message', 'callback-malformed', () => open(sealedBy('hello', sealing))],
  ])('%s: %s', (_what, code, work) => {
    expect(refusal(work)).toBe(code)
  })

  const bomb = '<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
  test.each([
    ['a DOCTYPE', `${bomb}<xml><Event>&b;</Event></xml>`],
    ['a lower-case doctype', `<!doctype xml><xml><Event>x</Event></xml>`],
    [
      'an external entity',
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Event>&e;</Event></xml>`,
    ],
    ['a DOCTYPE behind the declaration', `<?xml version="1.0"?>${bomb}<xml><Event>x</Event></xml>`],
    [
      'a DOCTYPE between comments that look like CDATA',
      `<!-- <![CDATA[ -->${bomb}<!-- ]]> --><xml><Event>x</Event></xml>`,
    ],
    [
      'a DOCTYPE between instructions that look like CDATA',
      `<?a <![CDATA[ ?>${bomb}<?b ]]> ?><xml><Event>x</Event></xml>`,
    ],
    [
      'a DOCTYPE between attributes that look like CDATA',
      `<xml><a b="<![CDATA["></a>${bomb}<c d="]]>"></c></xml>`,
    ],
    ['an attribute', '<xml><Event type="a">x</Event></xml>'],
    ['elements without end', `<xml>${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</xml>`],
  ])('XML with %s, signed and sealed rightly, is refused before it is parsed', (_what, content) => {
    expect(refusal(() => open(sealedBy(content, sealing)))).toBe('callback-malformed')
    expect(refusal(() => open('', { body: Buffer.from(content) }))).toBe('callback-malformed')
  })

  test('a refusal tells the caller nothing and never holds the content', () => {
    const attempt = () => open(sealedAs({ receiver: 'wwcorp0002' }))
    expect(attempt).toThrow(expect.objectContaining({ detail: undefined, retriable: false }))
    expect(attempt).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('woAJ2G') }),
    )
  })
})

// Failure story 25: the signature check was skipped when an environment variable was missing.
// Guarantee: checks have no switch; a secret that is missing refuses everything instead of letting everything in.
test.each([
  ['the token', { token: '' }],
  ['the key', { aesKey: '' }],
  ['the corp id', { corpId: '' }],
])('story 25: given %s is missing, then every callback is refused', (_what, missing) => {
  const incomplete = { ...settings, ...missing }
  const aesKey = incomplete.aesKey === '' ? settings.aesKey : incomplete.aesKey
  const encrypted = sealedBy(text, { aesKey, receiver: incomplete.corpId })
  const body = envelope(encrypted, incomplete.corpId)
  // what somebody would send who knows what is missing
  const query = signedQuery(encrypted, { token: incomplete.token, at: now })
  const received = { query, body, settings: incomplete, now }
  expect(refusal(() => openWecomCallback(received))).toBe('callback-signature-invalid')
  const unsigned = { ...query, msg_signature: '' }
  expect(refusal(() => openWecomCallback({ ...received, query: unsigned }))).toBe(
    'callback-signature-invalid',
  )
})

test('the check of the address is refused like a callback', () => {
  const echostr = sealedBy('1616140317555161061', sealing)
  const query = { ...signedQuery(echostr, { token: settings.token, at: now }), echostr }
  expect(answerUrlCheck({ query, settings, now })).toBe('1616140317555161061')
  const wrong = { ...query, msg_signature: 'b'.repeat(40) }
  expect(refusal(() => answerUrlCheck({ query: wrong, settings, now }))).toBe(
    'callback-signature-invalid',
  )
  // `+` that was decoded twice has become a space
  const spaced = { ...query, echostr: echostr.replaceAll('+', ' ') + ' ' }
  expect(refusal(() => answerUrlCheck({ query: spaced, settings, now }))).toBe(
    'callback-signature-invalid',
  )
})
