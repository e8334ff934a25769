import {
  createSandbox,
  mintKeyRing,
  type KeyRing,
  type Sandbox,
} from '../../../scripts/sandbox/index.js'
import { clients, type World } from './support/clients.js'
import { element, msgSignature, openEnvelope } from './support/decode.js'
import { startReceiver, until, type Receiver } from './support/receiver.js'

let sandbox: Sandbox
let receiver: Receiver
let world: World
let keys: KeyRing

beforeAll(async () => {
  keys = await mintKeyRing()
})
beforeEach(async () => {
  receiver = await startReceiver()
  const targets = { wecom: `${receiver.url}/callbacks/wecom` }
  sandbox = await createSandbox({ keys, targets, retrySpeed: 1_000, callbackTimeoutMs: 200 })
  world = clients(sandbox)
})
afterEach(async () => {
  await receiver.close()
  await sandbox.close()
})

const idle = () => until('idle', async () => (await world.control('/idle'))['idle'] === true)

async function scan(more: object = { userid: 'zhangsan' }) {
  const { personId, externalUserid } = await world.person()
  const done = await world.control('/scan', { personId, ...more })
  return { personId, externalUserid, userid: 'zhangsan', done }
}

function opened(index: number) {
  const one = receiver.received[index]
  const encrypted = element(one?.body ?? '', 'Encrypt') ?? ''
  const signature = msgSignature(
    world.keys.WECOM_CALLBACK_TOKEN,
    one?.query ?? new URLSearchParams(),
    encrypted,
  )
  return { ...openEnvelope(encrypted, world.keys.WECOM_CALLBACK_AES_KEY), signature, one }
}

// Guarantee: a receiver written from WeCom's documents alone can read what the sandbox sends.
test('given a channel code, when a person scans it, then the callback decrypts to the published form', async () => {
  const way = await world.wecom('/externalcontact/add_contact_way', {
    type: 1,
    scene: 2,
    state: 'tok-Xy12',
    user: ['zhangsan'],
  })
  expect(way).toMatchObject({ errcode: 0, errmsg: 'ok', qr_code: expect.stringContaining('/qr/') })
  const { externalUserid, done } = await scan({ configId: way['config_id'] })
  await idle()

  expect(receiver.received).toHaveLength(1)
  const { message, receiver: receiveId, padBytes, signature, one } = opened(0)
  expect(signature.sent).toBe(signature.expected)
  expect(receiveId).toBe(world.keys.WECOM_CORP_ID)
  expect(padBytes).toBeGreaterThanOrEqual(1)
  expect(padBytes).toBeLessThanOrEqual(32)
  expect(element(one?.body ?? '', 'ToUserName')).toBe(world.keys.WECOM_CORP_ID)
  const createTime = element(message, 'CreateTime') ?? ''
  expect(createTime).toMatch(/^\d{10}$/)
  expect(message).toBe(
    `<xml><ToUserName><![CDATA[${world.keys.WECOM_CORP_ID}]]></ToUserName>` +
      `<FromUserName><![CDATA[sys]]></FromUserName><CreateTime>${createTime}</CreateTime>` +
      '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event>' +
      '<ChangeType><![CDATA[add_external_contact]]></ChangeType>' +
      `<UserID><![CDATA[zhangsan]]></UserID><ExternalUserID><![CDATA[${externalUserid}]]></ExternalUserID>` +
      `<State><![CDATA[tok-Xy12]]></State><WelcomeCode><![CDATA[${String(done['welcomeCode'])}]]></WelcomeCode></xml>`,
  )
})

// Guarantee: a retry looks new on the wire and carries the same content.
test('given no answer in time, when the callback is retried, then it is signed anew, three times in all', async () => {
  receiver.answerWith(() => 'hang')
  await scan()
  await idle()

  expect(receiver.received).toHaveLength(3)
  const tries = [0, 1, 2].map(opened)
  expect(new Set(tries.map(({ signature }) => signature.sent)).size).toBe(3)
  expect(new Set(tries.map(({ one }) => one?.query.get('nonce'))).size).toBe(3)
  expect(new Set(tries.map(({ message }) => message)).size).toBe(1)
  tries.forEach(({ signature }) => expect(signature.sent).toBe(signature.expected))
})

test('given an answer that is not 200, then WeCom does not try again unless told so', async () => {
  receiver.answerWith(() => ({ status: 503 }))
  await scan()
  await idle()
  expect(receiver.received).toHaveLength(1)

  await world.control('/targets', { retryNon200: true }, 'PUT')
  await scan()
  await idle()
  expect(receiver.received).toHaveLength(4)
})

// Guarantee: what is done by API never comes back as an event.
test('given a contact, when tags and remark change by API, then no callback is raised; by hand, one', async () => {
  const { externalUserid, userid } = await scan()
  const group = await world.wecom('/externalcontact/add_corp_tag', {
    group_name: '等级',
    tag: [{ name: '熟客' }, { name: '熟客' }],
  })
  const tags = (group['tag_group'] as { tag: { id: string }[] }).tag
  expect(tags).toHaveLength(1)
  const pair = { userid, external_userid: externalUserid }
  await world.wecom('/externalcontact/mark_tag', { ...pair, add_tag: [tags[0]?.id] })
  await world.wecom('/externalcontact/remark', { ...pair, remark: '小满 南山' })
  await idle()
  expect(receiver.received).toHaveLength(1)

  await world.control('/contacts/edit', { userid, externalUserid, removeTags: ['熟客'] })
  await idle()
  expect(receiver.received).toHaveLength(2)
  expect(element(opened(1).message, 'ChangeType')).toBe('edit_external_contact')
  const read = await world.wecom(`/externalcontact/get?external_userid=${externalUserid}`)
  expect(read['follow_user']).toMatchObject([{ remark: '小满 南山', tags: [] }])
})

// Guarantee: only the callback tells that a customer left; get, list and batch go on as before.
test('given a customer who deletes the staff member, then reads are unchanged and a new scan begins anew', async () => {
  const { externalUserid, userid, personId } = await scan()
  const reads = async () => [
    await world.wecom(`/externalcontact/get?external_userid=${externalUserid}`),
    await world.wecom(`/externalcontact/list?userid=${userid}`),
    await world.wecom('/externalcontact/batch/get_by_user', { userid_list: [userid] }),
  ]
  const before = await reads()
  await world.control('/contacts/delete-by-customer', { userid, externalUserid })
  await idle()
  expect(element(opened(1).message, 'ChangeType')).toBe('del_follow_user')
  expect(await reads()).toEqual(before)

  const again = await world.control('/scan', { personId, userid })
  expect(again).toMatchObject({ alreadyFriends: false })
  const twice = await world.control('/scan', { personId, userid })
  expect(twice).toMatchObject({ alreadyFriends: true, callbackId: null })
})

test('given a staff member who deletes the customer, then reads answer 84061', async () => {
  const { externalUserid, userid } = await scan()
  await world.control('/contacts/delete-by-staff', { userid, externalUserid })
  await idle()
  expect(element(opened(1).message, 'ChangeType')).toBe('del_external_contact')
  const read = await world.wecom(`/externalcontact/get?external_userid=${externalUserid}`)
  expect(read).toMatchObject({ errcode: 84061 })
  expect(await world.wecom(`/externalcontact/list?userid=${userid}`)).toMatchObject({
    errcode: 84061,
  })
})

test('given the console by hand, then tag and staff events come in their published form', async () => {
  const tag = await world.control('/tags', { group: '来源', name: '到店' })
  const staff = { userid: 'zhaoliu', name: '赵柳', departments: [2] }
  await world.control('/staff', staff)
  await world.control('/staff/resign', { userid: 'lisi' })
  await idle()
  const messages = receiver.received.map((_one, index) => opened(index).message)
  const named = (event: string) => messages.find((message) => message.includes(event)) ?? ''
  expect(element(named('change_external_tag'), 'TagType')).toBe('tag')
  expect(element(named('change_external_tag'), 'Id')).toBe(tag['id'])
  expect(element(named('create_user'), 'UserID')).toBe('zhaoliu')
  expect(element(named('delete_user'), 'UserID')).toBe('lisi')
  expect(await world.wecom('/user/get?userid=lisi')).toMatchObject({ errcode: 60111 })
  const listed = await world.wecom('/user/simplelist?department_id=1&fetch_child=1')
  expect(listed['userlist']).toContainEqual({
    userid: 'zhaoliu',
    name: '赵柳',
    department: [2],
    open_userid: '',
  })
})

test('given a half-added customer, when the staff member confirms, then add follows half-add without a code', async () => {
  const { externalUserid, userid } = await scan({ userid: 'zhangsan', half: true })
  await idle()
  await world.control('/contacts/confirm', { userid, externalUserid })
  await idle()
  const messages = [0, 1].map((index) => opened(index).message)
  expect(messages.map((message) => element(message, 'ChangeType'))).toEqual([
    'add_half_external_contact',
    'add_external_contact',
  ])
  expect(element(messages[0] ?? '', 'WelcomeCode')).not.toBeNull()
  expect(element(messages[1] ?? '', 'WelcomeCode')).toBeNull()
})
