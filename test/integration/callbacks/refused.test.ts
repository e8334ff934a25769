import { useSystem } from '../../support/system.js'
import { genuinePay, payAddress, post, raw, stored, transaction, wecomEvent } from './senders.js'

const system = useSystem({ suffix: '_refused' })

// Guarantee: what is not genuine is refused with a bare 4xx, and nothing of it is stored.
const TAMPERS = ['signature', 'body', 'receiver', 'padding', 'truncate'] as const
const EXPECTED = { signature: 401, body: 401, receiver: 401, padding: 400, truncate: 400 } as const

function plaintextOf(kind: string): string {
  if (kind === 'pay') {
    return transaction(system.now)
  }
  const event = { Event: 'change_external_contact', ChangeType: 'add_external_contact' }
  return wecomEvent(system.now, { ...event, UserID: 'zhangsan', ExternalUserID: 'wm-forged' })
}

async function refuses(send: () => Promise<Readonly<{ status: number | null; text: string }>>) {
  const before = await stored(system.now)
  const { status, text } = await send()
  expect(text).toBe('')
  expect(await stored(system.now)).toEqual(before)
  return status
}

describe.each([
  ['wecom', 'xml'],
  ['mini', 'xml'],
  ['mini', 'json'],
  ['pay', 'json'],
] as const)('%s in %s', (kind, format) => {
  test.each(TAMPERS)('with a wrong %s is refused and not stored', async (tamper) => {
    const content = { kind, tamper, plaintext: plaintextOf(kind) }
    const status = await refuses(async () => {
      const sent = await raw(system.now, kind === 'pay' ? content : { ...content, format })
      return { status: sent.status, text: sent.responseBody }
    })
    expect(status).toBe(EXPECTED[tamper])
  })
})

describe('a notification of Pay', () => {
  const sent = async (change: Record<string, string | undefined>, body?: string) => {
    const genuine = await genuinePay(system.now, transaction(system.now))
    const headers = Object.fromEntries(
      Object.entries({ ...genuine.headers, ...change }).filter(([, value]) => value !== undefined),
    ) as Record<string, string>
    return refuses(() => post(payAddress(system.now), body ?? genuine.body, headers))
  }

  test.each([
    ['wechatpay-signature'],
    ['wechatpay-timestamp'],
    ['wechatpay-nonce'],
    ['wechatpay-serial'],
  ])('without %s is refused', async (name) => {
    expect(await sent({ [name]: undefined })).toBe(400)
  })

  test.each([
    ['wechatpay-serial', 'PUB_KEY_ID_0000000000000000000000000000'],
    ['wechatpay-serial', '5F5F5F5F5F5F5F5F5F5F5F5F5F5F5F5F5F5F5F5F'],
    ['wechatpay-serial', '../../etc/passwd'],
    ['wechatpay-signature', 'bm8='],
    ['wechatpay-signature', '!!!'],
    ['wechatpay-timestamp', '0'],
    ['wechatpay-timestamp', 'NaN'],
    ['wechatpay-timestamp', '99999999999999999999'],
    ['wechatpay-signature-type', 'NONE'],
  ])('with %s %s is refused with a 4xx', async (name, value) => {
    const status = await sent({ [name]: value })
    expect([400, 401]).toContain(status)
  })

  test('that is a sign test is refused', async () => {
    expect(await sent({ 'wechatpay-signature': 'WECHATPAY/SIGNTEST/abcdef0123456789' })).toBe(401)
  })

  test.each(['', '{', 'null', '[]', '"text"', '{"id":1}'])(
    'with the body %s is refused with a 4xx',
    async (body) => {
      expect([400, 401]).toContain(await sent({}, body))
    },
  )

  test.each(['not json', '', '[]', 'null', '{"mchid":1}', '{"out_trade_no":"x"}'])(
    'with the genuine content %s is refused with a 4xx',
    async (plaintext) => {
      const status = await refuses(async () => {
        const answer = await raw(system.now, { kind: 'pay', plaintext })
        return { status: answer.status, text: answer.responseBody }
      })
      expect(status).toBe(400)
    },
  )

  test.each(['refunds', 'transfers'])('to the address of %s is held to the same', async (what) => {
    const url = payAddress(system.now, what)
    for (const tamper of TAMPERS) {
      const content = { kind: 'pay', tamper, url, plaintext: transaction(system.now) } as const
      const status = await refuses(async () => {
        const answer = await raw(system.now, content)
        return { status: answer.status, text: answer.responseBody }
      })
      expect({ tamper, status }).toEqual({ tamper, status: EXPECTED[tamper] })
    }
  })
})
