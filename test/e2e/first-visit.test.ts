import type { Page } from 'playwright-core'
import { z } from 'zod'
import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { DESK, PHONE, useBrowser, type Window } from './browser.js'

// Guarantee: a person who scans a code, is greeted, logs in, orders and pays is one customer with a timeline, as people
// see it: in the console, in WeCom's chat with the sidebar, in the mini-program.

const system = useSystem({ pages: builtPages(), suffix: '_e2e' })
const browser = useBrowser()
const NAME = '林晓棠'
const CODE = '科苑南店门口海报'
const WAIT_MS = 60_000

let desk: Window
let phone: Window
let chat: Window

beforeAll(async () => {
  await prepareShop()
  desk = await browser.open(DESK)
  phone = await browser.open(PHONE)
}, 90_000)

/** What an operator has done before the first customer comes: stores, products, the staff from WeCom. */
async function prepareShop(): Promise<void> {
  const operator = await system.now.asOperator()
  await operator.saveBrand('山野茶铺')
  await operator.saveStore({
    storeCode: 'S001',
    name: '科苑南店',
    address: '深圳市南山区科苑南路 2166 号',
  })
  const sku = (name: string, code: string, priceFen: number) => ({
    name,
    code,
    priceFen,
    stock: 50,
  })
  const shelf = { status: 'on-shelf', kind: 'goods' } as const
  await operator.createProduct({
    ...shelf,
    name: '桂花乌龙',
    category: '奶茶',
    art: 'cup',
    tint: '#EDE3D0',
    skus: [sku('中杯', 'GH-M', 1680)],
  })
  await operator.createProduct({
    ...shelf,
    name: '板栗奶油卷',
    category: '烘焙',
    art: 'roll',
    tint: '#F0E2CF',
    skus: [sku('一份', 'BL-1', 1990)],
  })
  await operator.runJob('wecom.sync-staff', { withinMs: WAIT_MS })
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).first()

test('an operator logs in and makes a channel code', async () => {
  const { page, screenshot } = desk
  await page.goto(`${system.now.url}/console/`)
  await screenshot('console-login')
  await page.getByLabel('用户名').fill(SYSTEM_ADMIN.username)
  await page.getByLabel('密码').fill(SYSTEM_ADMIN.password)
  await button(page, '登录').click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await page.getByRole('navigation').getByText('渠道', { exact: true }).click()
  await button(page, /建活码/).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('名称').fill(CODE)
  await form.getByRole('combobox').click()
  await page.locator('.ant-select-item-option').first().click()
  await form.getByRole('button', { name: '建好' }).click()
  await page.getByText(CODE).first().waitFor()
  await page.getByText('可用').first().waitFor({ timeout: WAIT_MS })
  await screenshot('console-channel-codes')
}, 90_000)

test('a person scans it, becomes a contact and is greeted; the sidebar knows them', async () => {
  chat = await browser.open(DESK)
  const { page, screenshot } = chat
  await page.goto(await addressOfCode())
  await page.getByPlaceholder('名字', { exact: true }).fill(NAME)
  await button(page, '添加').click()
  await page.getByText(/已添加.*为好友/).waitFor()
  await page.getByRole('link', { name: /聊天窗口/ }).click()
  await page.getByText(/我是/).first().waitFor({ timeout: WAIT_MS })
  const sidebar = page.frameLocator('iframe')
  await sidebar.getByRole('heading', { name: new RegExp(NAME) }).waitFor({ timeout: WAIT_MS })
  await screenshot('wecom-chat-with-sidebar')
}, 90_000)

test('the same person logs in to the mini-program, orders and pays', async () => {
  const { page, screenshot } = phone
  const { url } = system.now
  await page.goto(`${url}/m/`)
  await page.getByText('桂花乌龙').filter({ visible: true }).first().waitFor({ timeout: WAIT_MS })
  await screenshot('mini-home')
  await page.goto(`${url}/m/#/pages/me/index`)
  await button(page, '微信登录').click()
  await page.getByPlaceholder('找名字或手机号').fill(NAME)
  await button(page, '找').click()
  await button(page, new RegExp(NAME)).click()
  await page.getByText('我的订单').filter({ visible: true }).first().waitFor()
  await page.goto(`${url}/m/#/pages/menu/index`)
  await button(page, /把.*桂花乌龙.*加入购物车/).click()
  await screenshot('mini-menu')
  await button(page, '去结算').click()
  await button(page, '提交订单').waitFor()
  await screenshot('mini-checkout')
  await button(page, '提交订单').click()
  await button(page, /^支付$/).click()
  await page.getByText('支付成功').filter({ visible: true }).waitFor({ timeout: WAIT_MS })
  await screenshot('mini-paid')
  await button(page, '看订单').click()
  await page.getByText('已付款').filter({ visible: true }).first().waitFor()
  await screenshot('mini-order')
  expect(phone.problems).toEqual([])
}, 120_000)

test('the console shows one customer with the whole story', async () => {
  await system.now.drain()
  const { page, screenshot } = desk
  const { url } = system.now
  await page.goto(`${url}/console/customers`)
  await page.getByText(NAME).first().waitFor()
  expect(await page.getByRole('row').filter({ hasText: NAME }).count()).toBe(1)
  await screenshot('console-customers')
  await page.getByText(NAME).first().click()
  await page
    .getByText(/付款 ¥16.80/)
    .first()
    .waitFor({ timeout: WAIT_MS })
  await page
    .getByText(/登录了小程序/)
    .first()
    .waitFor()
  await page
    .getByText(/企微好友/)
    .first()
    .waitFor()
  await screenshot('console-customer')
  await page.getByRole('tab', { name: /身份/ }).click()
  await page.getByText('unionid', { exact: false }).first().waitFor()
  await screenshot('console-identity')
  for (const [path, heading, name] of PAGES) {
    await page.goto(`${url}/console/${path}`)
    await page.getByRole('heading', { name: heading }).waitFor()
    await page.waitForLoadState('networkidle')
    await screenshot(name)
  }
  expect(desk.problems.filter((problem) => !problem.includes('401'))).toEqual([])
}, 120_000)

test('staff order for them beside the chat, and they pay by the code', async () => {
  const { page, screenshot, problems } = chat
  await page.reload()
  const sidebar = page.frameLocator('iframe')
  await sidebar.getByRole('heading', { name: new RegExp(NAME) }).waitFor({ timeout: WAIT_MS })
  const panel = sidebar.getByRole('region', { name: '代客下单' })
  await panel.getByRole('button', { name: '开始选' }).click()
  await panel.getByRole('button', { name: '多一份 板栗奶油卷' }).click()
  await screenshot('sidebar-choose')
  await panel.getByRole('button', { name: '下单，出付款码' }).click()
  await panel.getByRole('img', { name: '付款码，¥19.90' }).waitFor({ timeout: WAIT_MS })
  await screenshot('sidebar-pay-code')
  const payments = system.now.deps.db.collection('payments')
  const shown = await payments.findOne({ way: 'native' })
  const { people } = (await system.now.control.send('GET', '/people', People)).body
  const personId = people.find(({ name }) => name === NAME)?.personId
  const body = { codeUrl: shown?.prepayId as unknown, personId }
  await system.now.control.send('POST', '/pay/confirm', z.unknown(), { body })
  await panel.getByText('已付款').waitFor({ timeout: WAIT_MS })
  await sidebar
    .getByText(/板栗奶油卷/)
    .first()
    .waitFor({ timeout: WAIT_MS })
  expect(problems).toEqual([])
}, 120_000)

const People = z.object({ people: z.array(z.object({ personId: z.string(), name: z.string() })) })

/** What the printed code holds: the page that WeChat opens when it is scanned. */
async function addressOfCode(): Promise<string> {
  const ways = z.object({
    contactWays: z.array(z.object({ remark: z.string(), page: z.string() })),
  })
  const { body } = await system.now.control.send('GET', '/contact-ways', ways)
  return body.contactWays.find(({ remark }) => remark === CODE)?.page ?? ''
}

const PAGES: readonly [string, RegExp, string][] = [
  ['', /工作台/, 'console-workbench'],
  ['products', /商品/, 'console-products'],
  ['orders', /订单/, 'console-orders'],
  ['system/events', /事件/, 'console-events'],
  ['finance/shipping', /发货上报/, 'console-shipping'],
]
