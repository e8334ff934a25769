import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { wholePerson } from '../integration/privacy/person.js'
import { PHONE, useBrowser, type Window } from './browser.js'

// Guarantee: an operator makes and revokes a key, shows a phone, takes a copy and erases a person; a customer sees what is
// known, asks to be erased and calls it back: as people see it, and without a word in the browser's console.

const system = useSystem({ pages: builtPages(), suffix: '_e2e_privacy' })
const browser = useBrowser()
const LAPTOP = { width: 1280, height: 900 } as const
const WAIT_MS = 60_000
const NAME = '林晓棠'

let whole: Awaited<ReturnType<typeof wholePerson>>
let desk: Window
beforeAll(async () => {
  whole = await wholePerson(system.now, NAME)
  desk = await browser.open(LAPTOP)
  const { page } = desk
  await page.goto(`${system.now.url}/console/login`)
  await page.getByLabel('用户名').fill(SYSTEM_ADMIN.username)
  await page.getByLabel('密码').fill(SYSTEM_ADMIN.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
}, 120_000)

test('a key is made, shown once, and revoked', async () => {
  const { page, screenshot } = desk
  await page.getByRole('navigation').getByText('系统', { exact: true }).click()
  await page.getByRole('link', { name: '接口密钥' }).click()
  await page.getByText('还没有密钥').waitFor()
  await screenshot('console-api-keys-empty')
  await page.getByRole('button', { name: '建密钥' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByLabel('名称').fill('南山店收银')
  await form.getByLabel('读客户').check()
  await screenshot('console-api-key-new')
  await form.getByRole('button', { name: '建好' }).click()
  const field = page.getByRole('textbox', { name: '密钥', exact: true })
  await field.waitFor()
  const key = await field.inputValue()
  expect(key).toMatch(/^hk_/)
  await screenshot('console-api-key-shown')
  await page.getByRole('button', { name: '我存好了' }).click()
  await page.getByRole('cell', { name: '在用' }).waitFor()
  await field.waitFor({ state: 'detached' })
  expect(await page.content()).not.toContain(key)
  await page.getByRole('button', { name: '作废' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '作废' }).click()
  await page.getByRole('cell', { name: '已作废' }).waitFor()
  await screenshot('console-api-keys')
}, 90_000)

test('a phone is shown, a copy is read, and the person is erased', async () => {
  const { page, screenshot } = desk
  const { customerId, words } = whole
  const address = `${system.now.url}/console/customers/${customerId}?tab=identity`
  await page.goto(address)
  await page.getByRole('button', { name: /显示完整手机号/ }).click()
  await page.getByText(words.phone).waitFor()
  await page.getByRole('heading', { name: '个人信息' }).scrollIntoViewIfNeeded()
  await screenshot('console-privacy')

  const copy = await browser.open(LAPTOP)
  await copy.page.context().addCookies(await page.context().cookies())
  await copy.page.goto(`${system.now.url}/api/customers/${customerId}/export.html`)
  await copy.page.getByRole('heading', { name: '个人信息副本' }).waitFor()
  await copy.page.getByRole('heading', { name: /订单/ }).waitFor()
  await copy.screenshot('export-page')
  expect(copy.problems).toEqual([])

  await page.getByRole('button', { name: '删除个人信息' }).click()
  const form = page.getByRole('dialog')
  const yes = form.getByRole('button', { name: '永久删除' })
  await form.getByLabel('原因').fill('本人来电要求')
  expect(await yes.isDisabled()).toBe(true)
  await form.getByLabel('输入「删除」两个字').fill('删除')
  await screenshot('console-erase')
  await yes.click()
  await page.getByText('已开始删除').waitFor()
  // Without another click: the page looks again until the person is gone.
  await page.getByText('已按本人要求删除').waitFor({ timeout: WAIT_MS })
  expect(await page.getByText(words.phone).count()).toBe(0)
  await screenshot('console-erased')
  await page.goto(`${system.now.url}/console/system/erasures`)
  await page.getByRole('cell', { name: '已删完' }).waitFor()
  await screenshot('console-erasures')
  expect(desk.problems.filter((problem) => !/401|410/.test(problem))).toEqual([])
}, 120_000)

test('a customer sees what is known, asks to be erased, and calls it back', async () => {
  const phone = await browser.open(PHONE)
  const { page, screenshot } = phone
  const person = await system.now.control.addPerson({ name: '顾自远' })
  const { url } = system.now
  await page.goto(`${url}/m/#/pages/me/index`)
  await page.getByRole('button', { name: '微信登录' }).filter({ visible: true }).click()
  await page.getByPlaceholder('找名字或手机号').fill(person.name)
  await page.getByRole('button', { name: '找' }).first().click()
  await page.getByRole('button', { name: new RegExp(person.name) }).click()
  const mine = page.getByText('关于我的信息').filter({ visible: true }).first()
  await mine.waitFor()
  await system.now.drain() // until the log-in is worked, nothing is known of them yet
  await mine.click()
  await page.getByText('这里是我们记下的').waitFor({ timeout: WAIT_MS })
  await page.getByRole('button', { name: /标识，/ }).click()
  await page.getByText(person.openid).waitFor()
  await screenshot('mini-my-data')
  await page.getByRole('button', { name: '要求删除', exact: true }).click()
  await screenshot('mini-erase-ask')
  await page.getByRole('button', { name: '确定要求删除' }).click()
  await page.getByText(/已提出，.*删除/).waitFor()
  await screenshot('mini-erase-waiting')
  await page.getByRole('button', { name: '撤回' }).click()
  await page.getByText('已撤回，信息不会删除').waitFor()
  expect(phone.problems).toEqual([])
}, 120_000)
