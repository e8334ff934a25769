import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { useBrowser, type Window } from './browser.js'

// Guarantee: an operator puts a shared number on the list, sees what it held back, and takes it off again; staff check a
// phone with a code beside the chat.

const system = useSystem({ pages: builtPages(), suffix: '_blocked_screens' })
const browser = useBrowser()
const LAPTOP = { width: 1280, height: 900 } as const
const CHAT = { width: 1280, height: 900 } as const
jest.setTimeout(180_000)

async function logIn({ page }: Window) {
  await page.goto(`${system.now.url}/console/login`)
  await page.getByLabel('用户名').fill(SYSTEM_ADMIN.username)
  await page.getByLabel('密码').fill(SYSTEM_ADMIN.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
}

const view = (source: string, identifiers: Record<string, string>) => ({
  id: randomUUID(),
  type: 'page.viewed',
  source,
  occurredAt: new Date().toISOString(),
  identifiers,
  data: {},
})

test('a shared number is blocked, holds back its events, and is taken off again', async () => {
  const desk = await browser.open(LAPTOP)
  const { page, screenshot, problems } = desk
  await logIn(desk)
  await page.goto(`${system.now.url}/console/identity/blocked`)
  await page.getByText('还没有屏蔽值').waitFor()
  await screenshot('console-blocked-empty')

  await page.getByRole('button', { name: '加一个' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByLabel('值', { exact: true }).fill('13912346021')
  await form.getByLabel('为什么').click()
  await page.getByTitle('门店的电话').click()
  await form.getByLabel('备注').fill('收银台旁的座机转接')
  await screenshot('console-blocked-add')
  await form.getByRole('button', { name: '屏蔽' }).click()
  await page.getByRole('cell', { name: /139\*\*\*\*6021/ }).waitFor()

  const open = system.now.openApi()
  await open.sendEvents([
    view('pos-1', { phone: '13912346021' }),
    view('pos-1', { phone: '13912346021' }),
    view('pos-1', { phone: '13800138000' }),
    view('pos-1', { memberNo: 'null' }),
  ])
  await system.now.drain()
  await page.reload()
  const row = page.getByRole('row', { name: /139\*\*\*\*6021/ })
  await row.waitFor()
  expect(await row.getByRole('cell').allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining('手机号'), '2']),
  )
  await page.getByRole('region', { name: '没有主人的事件' }).getByText('没写门店').waitFor()
  await screenshot('console-blocked')

  await row.getByRole('button', { name: '解除' }).click()
  const ask = page.getByRole('dialog')
  await ask.getByText('等着的 2 条事件会归到它名下').waitFor()
  await ask.getByLabel('为什么解除').fill('座机已经换号')
  await screenshot('console-blocked-remove')
  await ask.getByRole('button', { name: '解除' }).click()
  await page.getByText('还没有屏蔽值').waitFor()
  expect(problems).toEqual([])
})

test('staff check the phone of the customer in the chat', async () => {
  const { control } = system.now
  const { personId, phone } = await control.addPerson({ name: '林晓棠' })
  const { externalUserid } = await control.scan({ personId, userid: 'zhangsan' })
  await system.now.drain()
  const { page, screenshot } = await browser.open(CHAT)
  const query = new URLSearchParams({ userid: 'zhangsan', external_userid: externalUserid })
  await page.goto(`${system.now.sandbox.url}/chat?${query.toString()}`)
  const side = page.frameLocator('iframe[title="侧边栏"]')
  await side.getByRole('button', { name: '身份' }).click()
  await side.getByLabel('客户的手机号').fill(phone)
  await screenshot('sidebar-phone-check')
  await side.getByRole('button', { name: '发验证码' }).click()
  await side.getByText('5 分钟内有效').waitFor()

  const texts = await browser.open({ width: 375, height: 812 })
  await texts.page.goto(`${system.now.sandbox.url}/sms`)
  await texts.screenshot('sandbox-sms')
  const shape = z.object({ messages: z.array(z.object({ text: z.string() })) })
  const { body } = await control.send('GET', `/sms?phone=${phone}`, shape)
  const code = /验证码 (\d{6})/.exec(body.messages[0]?.text ?? '')?.[1] ?? ''
  await side.getByLabel('客户念的验证码').fill(code)
  await screenshot('sidebar-phone-code')
  await side.getByRole('button', { name: '核对' }).click()
  await side.getByText('已验证，记到这位客户名下').waitFor()
  await system.now.drain()
  expect(await system.now.openApi().resolve({ phone })).toMatch(/^cus_/)
  await screenshot('sidebar-phone-proved')
})
