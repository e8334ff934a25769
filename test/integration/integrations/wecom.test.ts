import { createHash } from 'node:crypto'
import { tokenCache, type TokenCache } from '../../../server/platform/tokens/index.js'
import type { WecomClient } from '../../../server/integrations/wecom/index.js'
import { useDatabase } from '../../support/database.js'
import { startOutside, type Outside } from './outside.js'

const database = useDatabase()
const plain = { encrypt: (text: string) => text, decrypt: (text: string) => text }

let outside: Outside
let tokens: TokenCache
let wecom: WecomClient

beforeAll(async () => {
  outside = await startOutside()
  await outside.control('POST', '/world/seed', {
    departments: [
      { id: 1, name: '山野茶铺', parentId: 0 },
      { id: 2, name: '春熙路店', parentId: 1 },
    ],
    staff: [
      { userid: 'lin', name: '林小满', departments: [1, 2], position: '店长' },
      { userid: 'zhou', name: '周青', departments: [2] },
    ],
    people: [
      { key: 'anna', name: '安娜', phone: '13800000001', unionidVisible: true },
      { key: 'bo', name: '阿波', unionidVisible: false },
    ],
    tags: [{ group: '口味', names: ['少糖', '热饮'] }],
    contacts: [
      { personKey: 'anna', userid: 'lin', createtime: 1_770_000_000, state: 's1', tags: ['少糖'] },
      { personKey: 'anna', userid: 'zhou', createtime: 1_770_000_100 },
      { personKey: 'bo', userid: 'lin', createtime: 1_770_000_200 },
    ],
  })
})
afterAll(() => outside.close())

beforeEach(async () => {
  await database.empty()
  await outside.control('PUT', '/faults', { faults: [] })
  await outside.control('DELETE', '/requests')
  tokens = tokenCache({ db: database.db, cipher: plain })
  wecom = outside.wecom(tokens)
})

type Person = { personId: string; externalUserid: string; unionid: string; name: string }
const person = (key: string) => outside.control<Person>('GET', `/people/${key}`)
const requests = async (api: string) => {
  const answer = await outside.control<{ requests: { body: unknown; query: object }[] }>(
    'GET',
    `/requests?area=wecom&api=${encodeURIComponent(api)}`,
  )
  return answer.requests
}

describe('contacts', () => {
  test('a contact is read with all relations', async () => {
    const { externalUserid, unionid } = await person('anna')
    const contact = await wecom.getContact(externalUserid)
    expect(contact).toMatchObject({ externalUserid, unionid, name: '安娜', kind: 'wechat' })
    expect(contact?.relations).toHaveLength(2)
    const lin = contact?.relations.find(({ userid }) => userid === 'lin')
    expect(lin).toMatchObject({
      addedAt: new Date(1_770_000_000_000),
      state: 's1',
      tags: [{ name: '少糖', groupName: '口味', kind: 'corp', tagId: expect.any(String) }],
    })
  })

  test('a unionid appears when it becomes visible', async () => {
    const { personId, externalUserid, unionid } = await person('bo')
    expect((await wecom.getContact(externalUserid))?.unionid).toBeUndefined()
    await outside.control('POST', `/people/${personId}/bind-unionid`)
    expect((await wecom.getContact(externalUserid))?.unionid).toBe(unionid)
  })

  test('nobody: null', async () => {
    expect(await wecom.getContact('wo_nobody')).toBeNull()
  })

  test('lists of staff, contacts and their pages', async () => {
    expect(await wecom.listFollowStaff()).toEqual(expect.arrayContaining(['lin', 'zhou']))
    const ids = await wecom.listContactIds('lin')
    const { externalUserid } = await person('anna')
    expect(ids).toContain(externalUserid)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await wecom.batchContacts({ userids: ['lin', 'zhou'], cursor, limit: 1 })
      expect(page.contacts.length).toBeLessThanOrEqual(1)
      seen.push(...page.contacts.map((c) => `${c.relation.userid} ${c.name}`))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen.sort()).toEqual(['lin 安娜', 'lin 阿波', 'zhou 安娜'].sort())
  })

  test('given staff without contacts, then the list is empty', async () => {
    await outside.control('POST', '/world/seed', { staff: [{ userid: 'new', name: '新人' }] })
    expect(await wecom.listContactIds('new')).toEqual([])
  })
})

describe('channel codes', () => {
  const draft = { state: 'tok1', userids: ['lin'], remark: '门口海报', skipVerify: true }

  test('made, read, listed, changed, removed', async () => {
    const from = new Date(Date.now() - 60_000)
    const { configId, qrCodeUrl } = await wecom.createChannelCode(draft)
    expect(await wecom.getChannelCode(configId)).toEqual({ configId, qrCodeUrl, ...draft })
    const to = new Date(Date.now() + 60_000)
    expect((await wecom.listChannelCodes({ from, to })).configIds).toContain(configId)
    await wecom.updateChannelCode(configId, { userids: ['zhou'], remark: '收银台' })
    expect(await wecom.getChannelCode(configId)).toMatchObject({
      userids: ['zhou'],
      remark: '收银台',
      state: 'tok1',
    })
    await wecom.deleteChannelCode(configId)
    await expect(wecom.getChannelCode(configId)).rejects.toMatchObject({ code: 'wecom-refused' })
  })

  test('of several staff', async () => {
    const { configId } = await wecom.createChannelCode({ ...draft, userids: ['lin', 'zhou'] })
    expect((await wecom.getChannelCode(configId)).userids).toEqual(['lin', 'zhou'])
  })

  test('what WeCom refuses is told with its code, not tried again, and not with our words', async () => {
    const tooLong = { ...draft, state: 'x'.repeat(31) }
    await expect(wecom.createChannelCode(tooLong)).rejects.toMatchObject({
      code: 'wecom-refused',
      platformCode: '40058',
      effect: 'none',
      retriable: false,
    })
    expect(await requests('add_contact_way')).toHaveLength(1)
  })
})

describe('the welcome message', () => {
  async function freshCode(): Promise<string> {
    const name = `访客${Math.random()}`
    const { personId } = await outside.control<Person>('POST', '/people', { name })
    const scan = { personId, userid: 'lin', state: 's9' }
    return (await outside.control<{ welcomeCode: string }>('POST', '/scan', scan)).welcomeCode
  }

  test('is sent once; a second time says so', async () => {
    const code = await freshCode()
    const attachments = [
      {
        kind: 'link',
        title: '菜单',
        url: 'https://example.com/menu',
        pictureUrl: 'https://example.com/p',
      },
      {
        kind: 'mini-program',
        title: '下单',
        appid: 'wx1',
        page: 'pages/index',
        pictureMediaId: 'm1',
      },
      { kind: 'image', mediaId: 'm2' },
      { kind: 'file', mediaId: 'm3' },
    ] as const
    expect(await wecom.sendWelcome({ code, text: '欢迎', attachments })).toBe('sent')
    expect(await wecom.sendWelcome({ code, text: '欢迎' })).toBe('sent-or-chatting')
    const { messages } = await outside.control<{ messages: object[] }>('GET', '/messages')
    const sent = messages.filter(
      (message) => 'welcomeCode' in message && message.welcomeCode === code,
    )
    expect(sent).toMatchObject([
      {
        text: '欢迎',
        attachments: [
          { msgtype: 'link', link: { title: '菜单', picurl: 'https://example.com/p' } },
          { msgtype: 'miniprogram', miniprogram: { appid: 'wx1', pic_media_id: 'm1' } },
          { msgtype: 'image', image: { media_id: 'm2' } },
          { msgtype: 'file', file: { media_id: 'm3' } },
        ],
      },
    ])
  })

  test('an unknown code', async () => {
    expect(await wecom.sendWelcome({ code: 'nonsense', text: '欢迎' })).toBe('code-invalid')
  })

  test('while another app is sending: nothing happened, again later', async () => {
    await outside.fault({ kind: 'errcode', area: 'wecom', match: 'welcome', code: 41096, times: 1 })
    const code = await freshCode()
    await expect(wecom.sendWelcome({ code, text: '欢迎' })).rejects.toMatchObject({
      code: 'wecom-welcome-in-progress',
      retriable: true,
      effect: 'none',
    })
    expect(await wecom.sendWelcome({ code, text: '欢迎' })).toBe('sent')
  })

  // Guarantee: a reply that got lost never leads to a second message, and is told as unknown, not as failed.
  test.each([
    ['cut after the effect', { kind: 'errorAfter', cut: true }],
    ['a gateway error after the effect', { kind: 'errorAfter', status: 502 }],
  ])('%s: unknown; the same code again counts as sent', async (_what, fault) => {
    await outside.fault({ ...fault, area: 'wecom', match: 'welcome', times: 1 })
    const code = await freshCode()
    await expect(wecom.sendWelcome({ code, text: '欢迎' })).rejects.toMatchObject({
      code: 'wecom-outcome-unknown',
      retriable: true,
      effect: 'unknown',
    })
    expect(await wecom.sendWelcome({ code, text: '欢迎' })).toBe('sent-or-chatting')
  })
})

describe('tags', () => {
  test('are listed and marked, without an event', async () => {
    const groups = await wecom.listTags()
    const group = groups.find(({ name }) => name === '口味')
    expect(group?.tags.map(({ name }) => name)).toEqual(['少糖', '热饮'])
    const hot = group?.tags.find(({ name }) => name === '热饮')?.tagId ?? ''
    const { externalUserid } = await person('bo')
    const marking = { userid: 'lin', externalUserid }
    expect(await wecom.markTags({ ...marking, add: [hot] })).toBe('marked')
    expect(await wecom.markTags({ ...marking, add: [hot] })).toBe('marked')
    const tagsOf = async () => (await wecom.getContact(externalUserid))?.relations[0]?.tags
    expect(await tagsOf()).toMatchObject([{ tagId: hot, name: '热饮' }])
    expect(await wecom.markTags({ ...marking, remove: [hot] })).toBe('marked')
    expect(await tagsOf()).toEqual([])
  })

  test('a tag or a relation that is not there is told apart', async () => {
    const { externalUserid } = await person('bo')
    const wrongTag = { userid: 'lin', externalUserid, add: ['et_none'] }
    expect(await wecom.markTags(wrongTag)).toBe('tag-unknown')
    const [group] = await wecom.listTags()
    const add = [group?.tags[0]?.tagId ?? '']
    expect(await wecom.markTags({ userid: 'zhou', externalUserid, add })).toBe('not-a-contact')
  })
})

describe('staff', () => {
  test('departments and everybody once', async () => {
    const departments = await wecom.listDepartments()
    const company = { departmentId: '1', name: '山野茶铺', parentId: null }
    const shop = { departmentId: '2', name: '春熙路店', parentId: '1' }
    expect(departments).toEqual(
      expect.arrayContaining([company, shop].map((one) => expect.objectContaining(one))),
    )
    const staff = await wecom.listStaff()
    expect(staff.filter(({ userid }) => userid === 'lin')).toMatchObject([
      { name: '林小满', departmentIds: ['1', '2'], position: '店长', status: 'active' },
    ])
  })

  test('one, or null', async () => {
    expect(await wecom.getStaff('zhou')).toMatchObject({ userid: 'zhou', name: '周青' })
    expect(await wecom.getStaff('nobody')).toBeNull()
  })

  test('a log-in code works once', async () => {
    const { code } = await outside.control<{ code: string }>('POST', '/staff/login', {
      userid: 'lin',
    })
    expect(await wecom.staffOfLoginCode(code)).toEqual({
      ok: true,
      value: { kind: 'staff', userid: 'lin' },
    })
    expect(await wecom.staffOfLoginCode(code)).toEqual({ ok: false, code: 'login-code-invalid' })
  })
})

test('signatures for the JS-SDK: own ticket each, cached, over the page without its fragment', async () => {
  const url = 'http://127.0.0.1:3000/sidebar/?a=1'
  const config = await wecom.configSignature(`${url}#/customer`)
  const agent = await wecom.agentConfigSignature(url)
  await wecom.configSignature(url)
  await wecom.agentConfigSignature(url)
  expect(await requests('get_jsapi_ticket')).toHaveLength(1)
  expect(await requests('ticket/get')).toHaveLength(1)
  const ticketOf = async (_id: string) => {
    const rows = await database.db.collection('platform_tokens').find().toArray()
    return rows.find((row) => String(row._id).includes(_id))?.['token'] as string
  }
  const expected = (
    ticket: string,
    { nonceStr, timestamp }: { nonceStr: string; timestamp: number },
  ) =>
    createHash('sha1')
      .update(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`)
      .digest('hex')
  expect(config.signature).toBe(expected(await ticketOf('get_jsapi_ticket'), config))
  expect(agent.signature).toBe(expected(await ticketOf('agent_config'), agent))
  expect(agent.agentId).toBe(outside.sandbox.credentials.WECOM_AGENT_ID)
})

describe('the token', () => {
  test('is fetched once for many calls at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => wecom.listFollowStaff()))
    expect(await requests('gettoken')).toHaveLength(1)
  })

  test.each([40014, 42001])(
    'refused with %i is replaced once and the call repeated once',
    async (code) => {
      await wecom.listFollowStaff()
      await outside.control('DELETE', '/requests')
      await outside.fault({ kind: 'tokenRevoked', area: 'wecom', code, times: 1 })
      expect(await wecom.listFollowStaff()).toContain('lin')
      expect(await requests('gettoken')).toHaveLength(1)
      expect(await requests('get_follow_user_list')).toHaveLength(2)
    },
  )

  test('refused again and again: given up, retriable', async () => {
    await outside.fault({ kind: 'errcode', area: 'wecom', match: 'get_follow', code: 42001 })
    await expect(wecom.listFollowStaff()).rejects.toMatchObject({
      code: 'wecom-unavailable',
      retriable: true,
    })
    expect(await requests('get_follow_user_list')).toHaveLength(2)
  })

  test('a wrong secret is a matter of configuration, and is in no error', async () => {
    const wrong = outside.wecom(tokens, { secret: 'hunter2hunter2' })
    const error: unknown = await wrong.listFollowStaff().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'wecom-config-wrong', platformCode: '40001' })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2')
  })
})

describe('when WeCom is not well', () => {
  test.each([
    ['busy', { kind: 'busy' }],
    ['over concurrency', { kind: 'errcode', code: 45033 }],
    ['version conflict', { kind: 'errcode', code: 6000 }],
  ])('%s, twice: asked a third time', async (_what, fault) => {
    await outside.fault({ ...fault, area: 'wecom', match: 'get_follow', times: 2 })
    expect(await wecom.listFollowStaff()).toContain('lin')
    expect(await requests('get_follow_user_list')).toHaveLength(3)
  })

  test('busy for good: given up after three, retriable', async () => {
    await outside.fault({ kind: 'busy', area: 'wecom', match: 'get_follow' })
    await expect(wecom.listFollowStaff()).rejects.toMatchObject({
      code: 'wecom-unavailable',
      retriable: true,
      effect: 'none',
    })
    expect(await requests('get_follow_user_list')).toHaveLength(3)
  })

  test('called too often: not tried again at once, told how long to wait', async () => {
    await outside.fault({ kind: 'frequencyLimit', area: 'wecom', match: 'get_follow' })
    await expect(wecom.listFollowStaff()).rejects.toMatchObject({
      code: 'wecom-frequency-limited',
      platformCode: '45009',
      retriable: true,
      retryAfterMs: 60_000,
    })
    expect(await requests('get_follow_user_list')).toHaveLength(1)
  })

  test('too slow: unknown', async () => {
    await wecom.listFollowStaff()
    const hasty = outside.wecom(tokens, { timeoutMs: 200 })
    await outside.fault({ kind: 'slow', area: 'wecom', match: 'get_follow', ms: 1_000, times: 1 })
    await expect(hasty.listFollowStaff()).rejects.toMatchObject({
      code: 'wecom-outcome-unknown',
      effect: 'unknown',
      retriable: true,
    })
  })

  test('away: surely nothing done', async () => {
    const gone = await startOutside()
    const client = gone.wecom(tokens)
    await client.listFollowStaff()
    await gone.sandbox.close()
    await expect(client.listFollowStaff()).rejects.toMatchObject({
      code: 'wecom-unavailable',
      effect: 'none',
      retriable: true,
    })
  })
})

test('every call is recorded by name and code, without token or id', async () => {
  outside.calls.length = 0
  const { externalUserid } = await person('anna')
  await wecom.getContact(externalUserid)
  await wecom.getContact('wo_nobody')
  const recorded = outside.calls.map(({ platform, api, outcome, code }) => [
    platform,
    api,
    outcome,
    code,
  ])
  expect(recorded).toEqual([
    ['wecom', 'gettoken', 'ok', undefined],
    ['wecom', 'externalcontact/get', 'ok', undefined],
    ['wecom', 'externalcontact/get', 'refused', '40096'],
  ])
  expect(JSON.stringify(outside.calls)).not.toContain(externalUserid)
})
