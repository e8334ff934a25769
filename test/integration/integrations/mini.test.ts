import { tokenCache, type TokenCache } from '../../../server/platform/tokens/index.js'
import type { MiniClient } from '../../../server/integrations/wechat-mini/index.js'
import { useDatabase } from '../../support/database.js'
import { startOutside, type Outside } from './outside.js'

const database = useDatabase()
const plain = { encrypt: (text: string) => text, decrypt: (text: string) => text }

let outside: Outside
let tokens: TokenCache
let mini: MiniClient

type Person = { personId: string; openid: string; unionid: string; phone: string }
let anna: Person
let bo: Person

beforeAll(async () => {
  outside = await startOutside()
  const made = { phone: '13800000001', unionidVisible: true }
  anna = await outside.control('POST', '/people', { name: '安娜', ...made })
  bo = await outside.control('POST', '/people', { name: '阿波', unionidVisible: false })
})
afterAll(() => outside.close())

beforeEach(async () => {
  await database.empty()
  await outside.control('PUT', '/faults', { faults: [] })
  await outside.control('DELETE', '/requests')
  tokens = tokenCache({ db: database.db, cipher: plain })
  mini = outside.mini(tokens)
})

const code = async (kind: 'login' | 'phone-code', { personId }: Person) =>
  (await outside.control<{ code: string }>('POST', `/mini/${kind}`, { personId })).code
const count = async (api: string) => {
  const path = `/requests?area=mini&api=${api}`
  return (await outside.control<{ requests: object[] }>('GET', path)).requests.length
}

describe('log-in', () => {
  test('a code gives the session, once', async () => {
    const jsCode = await code('login', anna)
    expect(await mini.sessionOfCode(jsCode)).toEqual({
      ok: true,
      value: { openid: anna.openid, unionid: anna.unionid, sessionKey: expect.any(String) },
    })
    const again = await mini.sessionOfCode(jsCode)
    expect(again).toEqual({ ok: false, code: 'login-code-invalid' })
  })

  test('without a bound open-platform account there is no unionid', async () => {
    const session = await mini.sessionOfCode(await code('login', bo))
    expect(session).toMatchObject({ ok: true, value: { openid: bo.openid } })
    expect(session.ok && 'unionid' in session.value).toBe(false)
  })

  test('an invented code', async () => {
    const invented = await mini.sessionOfCode('invented')
    expect(invented).toEqual({ ok: false, code: 'login-code-invalid' })
  })

  test('a code over its five minutes', async () => {
    const jsCode = await code('login', anna)
    await outside.control('POST', '/clock/advance', { ms: 5 * 60_000 + 1_000 })
    const late = await mini.sessionOfCode(jsCode)
    expect(late).toEqual({ ok: false, code: 'login-code-invalid' })
  })

  test('a user whom WeChat has blocked', async () => {
    await outside.fault({ kind: 'errcode', area: 'mini', match: 'jscode', code: 40226, times: 1 })
    const blocked = await mini.sessionOfCode(await code('login', anna))
    expect(blocked).toEqual({ ok: false, code: 'login-blocked' })
  })

  test('a wrong secret is a matter of configuration, and is in no error', async () => {
    const wrong = outside.mini(tokens, { secret: 'hunter2hunter2' })
    const asked = wrong.sessionOfCode(await code('login', anna))
    const error: unknown = await asked.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'mini-config-wrong', retriable: false })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2')
  })
})

describe('phone number', () => {
  test('a code gives the number, once', async () => {
    const phoneCode = await code('phone-code', anna)
    expect(await mini.phoneOfCode(phoneCode)).toEqual({
      ok: true,
      value: { phone: '13800000001', countryCode: '86' },
    })
    const again = await mini.phoneOfCode(phoneCode)
    expect(again).toEqual({ ok: false, code: 'phone-code-invalid' })
  })

  test('a log-in code is none', async () => {
    const other = await mini.phoneOfCode(await code('login', anna))
    expect(other).toEqual({ ok: false, code: 'phone-code-invalid' })
  })
})

describe('mini-program code', () => {
  const page = 'pages/index/index'

  test('is a picture', async () => {
    const picture = await mini.codePicture({ scene: 'c=01jd3v9yq8c5w2', page, widthPixels: 300 })
    expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG')
  })

  test('a scene that WeChat does not take comes as JSON in place of a picture: refused', async () => {
    const tooLong = { scene: 'x'.repeat(33), page }
    await expect(mini.codePicture(tooLong)).rejects.toMatchObject({
      code: 'mini-refused',
      platformCode: '40129',
      retriable: false,
    })
  })
})

describe('the token', () => {
  test('is fetched once for many calls at once', async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, () => code('phone-code', anna)))
    const answers = await Promise.all(codes.map((one) => mini.phoneOfCode(one)))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(await count('stable_token')).toBe(1)
  })

  test.each([40001, 42001])('refused with %i is replaced once', async (errcode) => {
    await mini.phoneOfCode(await code('phone-code', anna))
    const revoked = { kind: 'tokenRevoked', area: 'mini', code: errcode, times: 1 }
    await outside.fault(revoked)
    expect(await mini.phoneOfCode(await code('phone-code', anna))).toMatchObject({ ok: true })
    expect(await count('stable_token')).toBe(2)
  })
})

describe('when the platform is not well', () => {
  test.each([
    ['busy', { kind: 'busy' }, { code: 'mini-unavailable', effect: 'none' }],
    [
      'asked too often',
      { kind: 'frequencyLimit' },
      { code: 'mini-frequency-limited', effect: 'none', retryAfterMs: 60_000 },
    ],
    ['cut', { kind: 'errorAfter', cut: true }, { code: 'mini-outcome-unknown', effect: 'unknown' }],
    [
      'gateway error',
      { kind: 'errorBefore', status: 502 },
      { code: 'mini-outcome-unknown', effect: 'unknown' },
    ],
  ])('%s', async (_what, fault, expected) => {
    await outside.fault({ ...fault, area: 'mini', match: 'jscode2session', times: 1 })
    const asked = mini.sessionOfCode(await code('login', anna))
    await expect(asked).rejects.toMatchObject({ ...expected, retriable: true })
  })
})
