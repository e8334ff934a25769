import { secretsOf } from '../../../server/config-secrets.js'
import { ConfigInvalid, loadConfig } from '../../../server/config.js'
import { merchantFiles, testEnvironment } from '../../support/environment.js'

const complete = testEnvironment()

/** The variables that `loadConfig` names for this environment. */
function named(overrides: Record<string, string | undefined>): string[] {
  try {
    loadConfig({ ...complete, ...overrides })
    return []
  } catch (error) {
    if (error instanceof ConfigInvalid) {
      return error.problems.map(({ variable }) => variable)
    }
    throw error
  }
}

test('a complete environment gives a grouped configuration with the real hosts as default', () => {
  const config = loadConfig(complete)
  expect(config.process).toMatchObject({ port: 3000, host: '127.0.0.1', role: 'all' })
  expect(config.process.publicUrl).toBe('http://127.0.0.1:3000')
  expect(config.wecom.apiBase).toBe('https://qyapi.weixin.qq.com')
  expect(config.mini.apiBase).toBe('https://api.weixin.qq.com')
  expect(config.pay.apiBase).toBe('https://api.mch.weixin.qq.com')
  expect(config.pay.merchantCertPem).toContain('BEGIN CERTIFICATE')
  expect([config.wecom.unionidScope, config.mini.unionidScope]).toEqual(['main', 'main'])
  expect(config.sandbox).toBeNull()
})

// Guarantee: an operator sees everything that is missing at once, and no secret in the message.
test('an empty environment names every required variable in one go', () => {
  const message = (() => {
    try {
      loadConfig({})
    } catch (error) {
      return String(error)
    }
    return ''
  })()
  const required = Object.keys(complete).filter((name) => name !== 'ADMIN_PASSWORD')
  for (const variable of required) {
    expect(message).toContain(`${variable}: `)
  }
})

test('the message of a wrong value holds the name and the rule, never the value', () => {
  const secret = 'short-secret'
  try {
    loadConfig({ ...complete, SESSION_SECRET: secret, PII_KEYS: 'k1:c2hvcnQ=' })
    throw new Error('accepted')
  } catch (error) {
    expect(String(error)).toContain('SESSION_SECRET: must have at least 16 characters')
    expect(String(error)).toContain('PII_KEYS: each key must be 32 bytes in base64')
    expect(String(error)).not.toContain(secret)
    expect(String(error)).not.toContain('c2hvcnQ=')
  }
})

test('an empty value counts as not set', () => {
  expect(named({ WECOM_CORP_ID: '' })).toEqual(['WECOM_CORP_ID'])
  expect(named({ PUBLIC_URL: '' })).toEqual([])
})

describe('rules between variables', () => {
  test.each(['api', 'worker'])('ROLE=%s without MONGODB_URI is refused', (ROLE) => {
    expect(named({ ROLE, MONGODB_URI: undefined })).toEqual(['MONGODB_URI'])
  })

  test('notifications need https, unless WeChat Pay is a program on this machine', () => {
    expect(named({ NOTIFY_BASE_URL: undefined })).toEqual(['NOTIFY_BASE_URL'])
    expect(named({ NOTIFY_BASE_URL: 'http://shop.example' })).toEqual(['NOTIFY_BASE_URL'])
    expect(named({ NOTIFY_BASE_URL: undefined, PUBLIC_URL: 'https://shop.example' })).toEqual([])
    const loopback = 'http://127.0.0.1:3100/mch'
    expect(named({ NOTIFY_BASE_URL: undefined, PAY_API_BASE: loopback })).toEqual([])
  })

  test('a sandbox is refused unless everything is loopback', () => {
    const sandbox = {
      SANDBOX_URL: 'http://127.0.0.1:3100',
      WECOM_API_BASE: 'http://127.0.0.1:3100/qyapi',
      MINI_API_BASE: 'http://localhost:3100/weixin',
      PAY_API_BASE: 'http://[::1]:3100/mch',
    }
    expect(named(sandbox)).toEqual([])
    expect(named({ ...sandbox, SANDBOX_URL: 'http://10.0.0.1:3100' })).toEqual(['SANDBOX_URL'])
    expect(named({ ...sandbox, WECOM_API_BASE: undefined })).toEqual(['SANDBOX_URL'])
    expect(named({ ...sandbox, MINI_API_BASE: 'http://127.evil.example' })).toEqual(['SANDBOX_URL'])
  })

  test('the public key of WeChat Pay and its id come together', () => {
    const { publicKeyFile } = merchantFiles()
    expect(named({ PAY_PUBLIC_KEY_FILE: publicKeyFile })).toEqual(['PAY_PUBLIC_KEY_ID'])
    expect(named({ PAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1' })).toEqual(['PAY_PUBLIC_KEY_FILE'])
    const both = { PAY_PUBLIC_KEY_FILE: publicKeyFile, PAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1' }
    expect(loadConfig({ ...complete, ...both }).pay.publicKey?.id).toBe('PUB_KEY_ID_1')
  })
})

test('key files must be readable and hold what they should', () => {
  expect(named({ PAY_PRIVATE_KEY_FILE: '/nowhere/key.pem' })).toEqual(['PAY_PRIVATE_KEY_FILE'])
  const { keyFile } = merchantFiles()
  expect(named({ PAY_MERCHANT_CERT_FILE: keyFile })).toEqual(['PAY_MERCHANT_CERT_FILE'])
})

test('lists of keys keep their order; a colon in a key belongs to the key', () => {
  const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
  const config = loadConfig({
    ...complete,
    PII_KEYS: `new:${key(2)},old:${key(1)}`,
    OPEN_API_KEYS: 'pos:colon:in-the-key,erp:0123456789abcdef',
  })
  expect([...config.secrets.piiKeys.keys()]).toEqual(['new', 'old'])
  expect([...config.openApi.keys]).toEqual([
    ['pos', 'colon:in-the-key'],
    ['erp', '0123456789abcdef'],
  ])
  const twice = 'pos:0123456789abcdef,pos:fedcba9876543210'
  expect(named({ OPEN_API_KEYS: twice })).toEqual(['OPEN_API_KEYS'])
  expect(named({ OPEN_API_KEYS: 'pos' })).toEqual(['OPEN_API_KEYS'])
})

// Guarantee: nobody gets in by trying short keys.
test('a key of the open API with fewer than 16 characters stops the start', () => {
  expect(named({ OPEN_API_KEYS: 'pos:0123456789abcde' })).toEqual(['OPEN_API_KEYS'])
  expect(named({ OPEN_API_KEYS: 'a:0123456789abcdef,b:short' })).toEqual(['OPEN_API_KEYS'])
  expect(named({ OPEN_API_KEYS: 'pos:0123456789abcdef' })).toEqual([])
})

// Guarantee: what no log line may hold is every secret of the configuration, not only those somebody thought of.
test('the list of secrets has a value of every variable that is one', () => {
  const given = { ...complete, OPEN_API_KEYS: 'pos:open-api-key-0123' }
  const uri = 'mongodb://app:data%2Fbase-pw@127.0.0.1/huike?replicaSet=rs0'
  const held = secretsOf(loadConfig({ ...given, MONGODB_URI: uri }))
  const named = ['SESSION_SECRET', 'ADMIN_PASSWORD', 'WECOM_APP_SECRET', 'WECOM_CALLBACK_TOKEN']
  const more = ['WECOM_CALLBACK_AES_KEY', 'MINI_APP_SECRET', 'MINI_PUSH_TOKEN', 'MINI_PUSH_AES_KEY']
  const values = [...named, ...more, 'PAY_API_V3_KEY'].map((name) => complete[name])
  const key = Buffer.alloc(32, 1).toString('base64')
  expect(held).toEqual(
    expect.arrayContaining([...values, key, 'open-api-key-0123', 'data/base-pw']),
  )
  expect(held.some((value) => value.includes('PRIVATE KEY'))).toBe(true)
})

test('an address without a database name uses the database huike, not the default of the driver', () => {
  const of = (MONGODB_URI: string) => loadConfig({ ...complete, MONGODB_URI }).mongo.dbName
  expect(of('mongodb://127.0.0.1:27017/?replicaSet=rs0')).toBe('huike')
  expect(of('mongodb://127.0.0.1:27017')).toBe('huike')
  expect(of('mongodb://a:1,b:2/shop?replicaSet=rs0')).toBeUndefined()
})
