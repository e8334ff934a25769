import { loadConfig } from '../../../server/config.js'
import { testEnvironment } from '../../support/environment.js'
import { startSystem } from '../../support/system.js'
import { raw, stored, transaction } from '../callbacks/senders.js'

/** Made once: its keys take a while. */
const ENVIRONMENT = testEnvironment()

const CHECKED_WITH = [
  'WECOM_CORP_ID',
  'WECOM_CALLBACK_TOKEN',
  'WECOM_CALLBACK_AES_KEY',
  'MINI_APP_ID',
  'MINI_PUSH_TOKEN',
  'MINI_PUSH_AES_KEY',
  'PAY_MCH_ID',
  'PAY_API_V3_KEY',
  'SESSION_SECRET',
  'PII_KEYS',
] as const

// Failure story 25: a signature check was skipped when an environment variable was missing.
// Guarantee: a check has no switch. Without what it needs the process does not start, in the sandbox too.
describe.each([
  ['in production', {}],
  ['beside the sandbox', { SANDBOX_URL: 'http://127.0.0.1:3100' }],
])('failure story 25: %s', (_where, sandbox) => {
  const loopback = {
    WECOM_API_BASE: 'http://127.0.0.1:3100/qyapi',
    MINI_API_BASE: 'http://127.0.0.1:3100/weixin',
    PAY_API_BASE: 'http://127.0.0.1:3100/mch',
  }
  const complete = { ...ENVIRONMENT, ...loopback, ...sandbox }

  test('the complete configuration is taken', () => {
    expect(() => loadConfig(complete)).not.toThrow()
  })

  test.each(CHECKED_WITH)('without %s nothing starts', (name) => {
    for (const value of [undefined, '', ' ']) {
      expect(() => loadConfig({ ...complete, [name]: value })).toThrow(name)
    }
  })
})

test('failure story 25: no variable and no mode of running turns a check off', async () => {
  const tempting = {
    NODE_ENV: 'development',
    SKIP_SIGNATURE_CHECK: 'true',
    WECOM_SKIP_VERIFY: '1',
    PAY_SKIP_VERIFY: '1',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  }
  const system = await startSystem({ suffix: '_story_25', environment: tempting })
  try {
    const before = await stored(system)
    const forged = [
      { kind: 'wecom', plaintext: '<xml><Event>x</Event></xml>' },
      { kind: 'mini', plaintext: '{"Event":"x"}' },
      { kind: 'pay', plaintext: transaction(system) },
    ] as const
    for (const content of forged) {
      expect(await raw(system, { ...content, tamper: 'signature' })).toEqual({
        status: 401,
        responseBody: '',
      })
    }
    // Nor does leaving the signature out: in clear, as the other modes of the mini-program send.
    const clear = await fetch(`${system.url}/callbacks/mini?signature=x&timestamp=1&nonce=1`, {
      method: 'POST',
      body: JSON.stringify({ Event: 'x', FromUserName: 'o1' }),
    })
    expect(clear.status).toBe(400)
    expect(await stored(system)).toEqual(before)
  } finally {
    await system.stop()
  }
}, 180_000)
