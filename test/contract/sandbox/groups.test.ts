import { createSandbox, type Sandbox } from '../../../scripts/sandbox/index.js'
import { clients, type Json, type World } from './support/clients.js'

let sandbox: Sandbox
let world: World
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 7 })
  world = clients(sandbox)
})
afterAll(() => sandbox.close())

const LIST = '/externalcontact/groupchat/list'
const GET = '/externalcontact/groupchat/get'
const CONVERT = '/idconvert/unionid_to_external_userid'

async function group(personIds: readonly string[] = []): Promise<string> {
  const made = await world.control('/groups', { name: '福利群', owner: 'zhangsan', personIds })
  return String(made['chatId'])
}
const membersOf = async (chatId: string) => {
  const answer = await world.wecom(GET, { chat_id: chatId, need_name: 0 })
  return (answer['group_chat'] as { member_list: Json[]; member_version: string }).member_list
}

// WeCom 92122: staff are type 1, customers type 2, a unionid only where a developer account is bound.
test('groupchat/get shows everybody with type and join time, and 40050 for an unknown group', async () => {
  const [open, hidden] = [await world.person(), await world.person({ unionidVisible: false })]
  const chatId = await group([open.personId, hidden.personId])
  const members = await membersOf(chatId)
  expect(members.map(({ userid, type, unionid }) => ({ userid, type, unionid }))).toEqual([
    { userid: 'zhangsan', type: 1, unionid: undefined },
    { userid: open.externalUserid, type: 2, unionid: open.unionid },
    { userid: hidden.externalUserid, type: 2, unionid: undefined },
  ])
  expect(members.every(({ join_time: at }) => Number.isInteger(at))).toBe(true)
  expect(await world.wecom(GET, { chat_id: 'wrNobody' })).toMatchObject({ errcode: 40050 })
})

test('groupchat/list gives pages with a cursor, without dismissed groups', async () => {
  const ids = [await group(), await group(), await group()]
  await world.control('/groups/dismiss', { chatId: ids[0] })
  const seen: string[] = []
  for (let cursor = ''; ;) {
    const answer = await world.wecom(LIST, { status_filter: 0, cursor, limit: 1 })
    const rows = answer['group_chat_list'] as { chat_id: string }[]
    seen.push(...rows.map(({ chat_id: id }) => id))
    if (answer['next_cursor'] === undefined) {
      break
    }
    cursor = String(answer['next_cursor'])
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual(expect.arrayContaining(ids.slice(1)))
  expect(seen).not.toContain(ids[0])
  expect(await world.wecom(LIST, { limit: 0 })).toMatchObject({ errcode: 40058 })
})

// WeCom 92130, 客户群变更事件: who came or went, and the versions before and after.
test('a join raises change_external_chat with its member and versions', async () => {
  const chatId = await group()
  const { personId, externalUserid } = await world.person()
  const { callbackId } = await world.control('/groups/join', { chatId, personId })
  const { plaintext } = await world.control(`/callbacks/${String(callbackId)}`)
  for (const part of [
    '<Event><![CDATA[change_external_chat]]></Event>',
    '<ChangeType><![CDATA[update]]></ChangeType>',
    '<UpdateDetail><![CDATA[add_member]]></UpdateDetail>',
    `<MemChangeList><Item><![CDATA[${externalUserid}]]></Item></MemChangeList>`,
    '<LastMemVer><![CDATA[1]]></LastMemVer><CurMemVer><![CDATA[2]]></CurMemVer>',
  ]) {
    expect(plaintext).toContain(part)
  }
})

test('ids are converted only for an app with the right: else 48002', async () => {
  const { unionid, openid, personId, externalUserid } = await world.person()
  const asked = { unionid, openid, subject_type: 0 }
  expect(await world.wecom(CONVERT, asked)).toMatchObject({ errcode: 48002 })
  await world.control('/id-conversion', { on: true }, 'PUT')
  expect(await world.wecom(CONVERT, asked)).toMatchObject({ errcode: 0 })
  expect((await world.wecom(CONVERT, asked))['pending_id']).toMatch(/^\w+$/)
  await world.control('/scan', { personId, userid: 'zhangsan' })
  expect(await world.wecom(CONVERT, asked)).toMatchObject({ external_userid: externalUserid })
})

test('a text message is shown on its page, escaped, newest first', async () => {
  const { phone } = await world.person()
  const send = (text: string) =>
    fetch(`${sandbox.url}/sms/send`, { method: 'POST', body: JSON.stringify({ phone, text }) })
  expect((await send('验证码 111111')).status).toBe(200)
  expect((await send('<b>222222</b>')).status).toBe(200)
  const page = await (await fetch(`${sandbox.url}/sms?phone=${phone}`)).text()
  expect(page).toContain('&lt;b&gt;222222')
  expect(page.indexOf('222222')).toBeLessThan(page.indexOf('111111'))
  const { messages } = await world.control<{ messages: Json[] }>(`/sms?phone=${phone}`)
  expect(messages).toHaveLength(2)
  expect((await fetch(`${sandbox.url}/sms/send`, { method: 'POST', body: '{}' })).status).toBe(400)
})
