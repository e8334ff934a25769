import {
  createSandbox,
  mintKeyRing,
  type KeyRing,
  type Sandbox,
} from '../../../scripts/sandbox/index.js'
import { clients, type Json, type World } from './support/clients.js'

let sandbox: Sandbox
let world: World
let keys: KeyRing

beforeAll(async () => {
  keys = await mintKeyRing()
})
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 7, keys })
  world = clients(sandbox)
})
afterEach(() => sandbox.close())

const WELCOME = '/externalcontact/send_welcome_msg'
const text = (content: string) => ({ content })

async function scanned() {
  const person = await world.person()
  const done = await world.control('/scan', { personId: person.personId, userid: 'zhangsan' })
  return { ...person, welcomeCode: String(done['welcomeCode']) }
}

describe('access_token', () => {
  test('given a live token, when it is asked for again, then it is the same one', async () => {
    expect(await world.wecomToken()).toBe(await world.wecomToken())
  })

  test('given a wrong secret or corp, then 40001 or 40013 in the real wording', async () => {
    const base = `${world.keys.WECOM_API_BASE}/cgi-bin/gettoken`
    const secret = await world.json(`${base}?corpid=${world.keys.WECOM_CORP_ID}&corpsecret=no`)
    expect(secret.errcode).toBe(40001)
    expect(secret.errmsg).toMatch(
      /^invalid credential, hint: \[\d+_\d+_[0-9a-f]{32}\], from ip: 127\.0\.0\.1, more info at https:\/\/open\.work\.weixin\.qq\.com\/devtool\/query\?e=40001$/,
    )
    const corp = await world.json(`${base}?corpid=ww1&corpsecret=${world.keys.WECOM_APP_SECRET}`)
    expect(corp.errcode).toBe(40013)
  })

  test('given no, an unknown or an expired token, then 41001, 40014, 42001 with HTTP 200', async () => {
    const list = `${world.keys.WECOM_API_BASE}/cgi-bin/externalcontact/get_follow_user_list`
    const token = await world.wecomToken()
    expect(await world.json(list)).toMatchObject({ errcode: 41001 })
    expect(await world.json(`${list}?access_token=x`)).toMatchObject({ errcode: 40014 })
    expect(await world.json(`${list}?access_token=${token}`)).toMatchObject({ errcode: 0 })
    await world.control('/clock/advance', { ms: 7_200_000 })
    expect(await world.json(`${list}?access_token=${token}`)).toMatchObject({ errcode: 42001 })
    expect(await world.wecomToken()).not.toBe(token)
  })

  test('given the fault tokenRevoked, then one call meets 40014 and a new token works', async () => {
    const before = await world.wecomToken()
    await world.control('/faults', { kind: 'tokenRevoked', area: 'wecom', times: 1 })
    const path = '/externalcontact/get_follow_user_list'
    expect(await world.wecom(path)).toMatchObject({ errcode: 40014 })
    expect(await world.wecomToken()).not.toBe(before)
    expect(await world.wecom(path)).toMatchObject({ errcode: 0, errmsg: 'ok' })
  })
})

describe('welcome message', () => {
  // Guarantee: one code, one delivery.
  test('given a fresh code, when two calls race for it, then one is delivered and one meets 41051', async () => {
    const { welcomeCode, externalUserid } = await scanned()
    const body = { welcome_code: welcomeCode, text: text('欢迎') }
    const answers = await Promise.all([world.wecom(WELCOME, body), world.wecom(WELCOME, body)])
    expect(answers.map(({ errcode }) => errcode).sort()).toEqual([0, 41051])
    const { messages, refused } = await world.control<{ messages: Json[]; refused: Json[] }>(
      '/messages',
    )
    expect(messages).toMatchObject([{ welcomeCode, externalUserid, text: '欢迎' }])
    expect(refused).toMatchObject([{ welcomeCode, errcode: 41051 }])
  })

  test('given a code of exactly 20 s, then it is still taken; a moment later 41050', async () => {
    const first = await scanned()
    const second = await scanned()
    await world.control('/clock/advance', { ms: 18_000 })
    const inTime = { welcome_code: first.welcomeCode, text: text('欢迎') }
    expect(await world.wecom(WELCOME, inTime)).toMatchObject({ errcode: 0 })
    await world.control('/clock/advance', { ms: 2_001 })
    const late = { welcome_code: second.welcomeCode, text: text('欢迎') }
    expect(await world.wecom(WELCOME, late)).toMatchObject({ errcode: 41050 })
    const unknown = { welcome_code: 'nobody', text: text('欢迎') }
    expect(await world.wecom(WELCOME, unknown)).toMatchObject({ errcode: 41050 })
  })

  test('given a chat that has begun, then 41051 and nothing is delivered', async () => {
    const { welcomeCode, externalUserid } = await scanned()
    await world.control('/contacts/start-chat', { userid: 'zhangsan', externalUserid })
    const body = { welcome_code: welcomeCode, text: text('欢迎') }
    expect(await world.wecom(WELCOME, body)).toMatchObject({ errcode: 41051 })
    expect(await world.control('/messages')).toMatchObject({ messages: [], total: 0 })
  })

  test('given another app that is sending, then 41096, and the code is good afterwards', async () => {
    const { welcomeCode } = await scanned()
    await world.control('/faults', { kind: 'errcode', code: 41096, match: WELCOME, times: 1 })
    const body = { welcome_code: welcomeCode, text: text('欢迎') }
    expect(await world.wecom(WELCOME, body)).toMatchObject({ errcode: 41096 })
    expect(await world.wecom(WELCOME, body)).toMatchObject({ errcode: 0 })
  })

  // Guarantee: a lost reply is told apart from a lost request by what the sandbox delivered.
  test('given a reply lost after the effect, then the message is there and a repeat meets 41051', async () => {
    const { welcomeCode } = await scanned()
    await world.wecomToken()
    await world.control('/faults', { kind: 'errorAfter', match: WELCOME, cut: true, times: 1 })
    const body = { welcome_code: welcomeCode, text: text('欢迎') }
    await expect(world.wecom(WELCOME, body)).rejects.toThrow()
    expect(await world.control('/messages')).toMatchObject({ total: 1 })
    expect(await world.wecom(WELCOME, body)).toMatchObject({ errcode: 41051 })
    const { tally } = await world.control('/requests/tally?api=send_welcome&by=body.welcome_code')
    expect(tally).toEqual({ [welcomeCode]: { calls: 2, ok: 0 } })
  })

  test.each([
    ['nothing to say', {}, 40063],
    ['too long a text', { text: text('茶'.repeat(1334)) }, 40058],
    ['ten attachments', { attachments: Array(10).fill({ msgtype: 'link' }) }, 40058],
    ['an unknown attachment', { attachments: [{ msgtype: 'poem' }] }, 40058],
  ])('given %s, then it is refused and the code stays fresh', async (_name, message, errcode) => {
    const { welcomeCode } = await scanned()
    const refused = await world.wecom(WELCOME, { welcome_code: welcomeCode, ...message })
    expect(refused).toMatchObject({ errcode })
    const good = { welcome_code: welcomeCode, text: text('欢迎') }
    expect(await world.wecom(WELCOME, good)).toMatchObject({ errcode: 0 })
  })
})

describe('contacts', () => {
  test('given pages of two, when batch is read to its end, then each contact comes once in its own shape', async () => {
    for (let count = 0; count < 5; count += 1) {
      await scanned()
    }
    const seen: Json[] = []
    let cursor = ''
    do {
      const body = { userid_list: ['zhangsan', 'lisi'], limit: 2, cursor }
      const page = await world.wecom('/externalcontact/batch/get_by_user', body)
      expect(page.errcode).toBe(0)
      seen.push(...(page['external_contact_list'] as Json[]))
      cursor = String(page['next_cursor'])
    } while (cursor !== '')
    expect(seen).toHaveLength(5)
    expect(seen[0]).toMatchObject({
      external_contact: { type: 1, unionid: expect.any(String) },
      follow_info: { userid: 'zhangsan', tag_id: [], add_way: 1, createtime: expect.any(Number) },
    })
    expect(seen[0]).not.toHaveProperty('follow_user')
  })

  // Guarantee: a unionid may arrive late; only a re-read shows it.
  test('given no bound open-platform account, then no unionid; after binding it is there', async () => {
    const person = await world.person({ unionidVisible: false })
    await world.control('/scan', { personId: person.personId, userid: 'lisi' })
    const path = `/externalcontact/get?external_userid=${person.externalUserid}`
    expect((await world.wecom(path))['external_contact']).not.toHaveProperty('unionid')
    await world.control(`/people/${person.personId}/bind-unionid`, {})
    expect((await world.wecom(path))['external_contact']).toMatchObject({ unionid: person.unionid })
  })

  test('given unknown ids, then 40096, 40003 and 60111', async () => {
    const get = await world.wecom('/externalcontact/get?external_userid=wmNobody')
    const list = await world.wecom('/externalcontact/list?userid=nobody')
    const user = await world.wecom('/user/get?userid=nobody')
    expect([get.errcode, list.errcode, user.errcode]).toEqual([40096, 40003, 60111])
  })

  test('given a number where a text belongs, then it succeeds with the real warning', async () => {
    const { externalUserid } = await scanned()
    const body = { userid: 'zhangsan', external_userid: externalUserid, remark: 12 }
    expect(await world.wecom('/externalcontact/remark', body)).toMatchObject({
      errcode: 0,
      errmsg: 'ok. Warning: wrong json format. ',
    })
  })
})

describe('contact ways', () => {
  const add = (body: object) => world.wecom('/externalcontact/add_contact_way', body)

  test.each([
    ['two users for type 1', { type: 1, scene: 2, user: ['zhangsan', 'lisi'] }, 40058],
    ['too long a state', { type: 1, scene: 2, user: ['lisi'], state: 'x'.repeat(31) }, 40058],
    ['no scene', { type: 1, user: ['lisi'] }, 40058],
    ['an unknown user', { type: 1, scene: 2, user: ['nobody'] }, 40003],
  ])('given %s, then it is refused', async (_name, body, errcode) => {
    expect(await add(body)).toMatchObject({ errcode })
  })

  test('given a way, then it can be read, listed, changed and removed by its config_id alone', async () => {
    const made = await add({ type: 1, scene: 2, user: ['lisi'], state: 'a1', remark: '收银台' })
    const config = { config_id: made['config_id'] }
    await world.wecom('/externalcontact/update_contact_way', { ...config, user: ['wangwu'] })
    const read = await world.wecom('/externalcontact/get_contact_way', config)
    expect(read['contact_way']).toMatchObject({ ...config, state: 'a1', user: ['wangwu'] })
    const listed = await world.wecom('/externalcontact/list_contact_way', { limit: 10 })
    expect(listed['contact_way']).toEqual([config])
    await world.wecom('/externalcontact/del_contact_way', config)
    expect(await world.wecom('/externalcontact/get_contact_way', config)).toMatchObject({
      errcode: 40058,
    })
  })
})

test('given a staff log-in code, then getuserinfo names the staff member once', async () => {
  const { code } = await world.control('/staff/login', { userid: 'lisi' })
  const path = `/auth/getuserinfo?code=${String(code)}`
  expect(await world.wecom(path)).toMatchObject({ errcode: 0, userid: 'lisi' })
  expect(await world.wecom(path)).toMatchObject({ errcode: 40029 })
})

test('given tickets, then the corp and the agent ticket differ', async () => {
  const corp = await world.wecom('/get_jsapi_ticket')
  const agent = await world.wecom('/ticket/get?type=agent_config')
  expect(corp).toMatchObject({ errcode: 0, ticket: expect.any(String), expires_in: 7200 })
  expect(agent['ticket']).not.toBe(corp['ticket'])
})

test('given an API that the sandbox lacks, then it says so in the platform form', async () => {
  expect(await world.wecom('/externalcontact/nothing')).toMatchObject({ errcode: 40066 })
})
