import type { Page } from 'playwright-core'
import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { sellVouchers } from '../support/voucher-sale.js'
import { DESK, PHONE, useBrowser, type Window } from './browser.js'

// Guarantee: who bought a voucher finds its code on the phone, gives it to a friend who knows what that means, and staff
// redeem it once at the desk, having seen what it is.

const system = useSystem({ pages: builtPages(), suffix: '_vouchers' })
const browser = useBrowser()
const BUYER = '苏青禾'
const FRIEND = '周慕白'
const WAIT_MS = 60_000

let desk: Window
let phone: Window
let other: Window
beforeAll(async () => {
  await sellVouchers(system.now, { qty: 2 })
  await system.now.control.addPerson({ name: FRIEND })
  desk = await browser.open(DESK)
  phone = await browser.open(PHONE)
  other = await browser.open(PHONE)
}, 120_000)

const shown = (page: Page, text: string | RegExp) =>
  page.getByText(text).filter({ visible: true }).first()
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).first()

/** From a page of the mini-program that asks for it. */
async function logIn(page: Page, name: string): Promise<void> {
  await button(page, '微信登录').click()
  await page.getByPlaceholder('找名字或手机号').fill(name)
  await button(page, '找').click()
  await button(page, new RegExp(name)).click()
}

let code = ''
test('the buyer finds the code on the phone, and gives the other voucher to a friend', async () => {
  const { page, screenshot } = phone
  await page.goto(`${system.now.url}/m/#/pages/me/index`)
  await logIn(page, BUYER)
  await button(page, '我的券').click()
  await shown(page, '双人下午茶').waitFor({ timeout: WAIT_MS })
  await screenshot('mini-vouchers')
  await button(page, /双人下午茶/).click()
  const spelled = shown(page, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  await spelled.waitFor()
  code = await spelled.innerText()
  await screenshot('mini-voucher')
  await page.goBack()
  await page
    .getByRole('button', { name: /双人下午茶/ })
    .filter({ visible: true })
    .nth(1)
    .click()
  await button(page, '送给朋友').click()
  await shown(page, /只有他能用/).waitFor()
  await screenshot('mini-voucher-give')
  await button(page, '生成礼物链接').click()
  await button(page, '不送了，收回').waitFor()
  await shown(page, /正在送出/).waitFor()
}, 120_000)

test('the friend sees what it is, takes it, and has a code of their own', async () => {
  const { page, screenshot } = other
  const { db } = system.now.deps
  const voucher = await db.collection<{ _id: string }>('vouchers').findOne({ state: 'offered' })
  const address = await offerAddress(voucher?._id ?? '')
  await page.goto(address)
  await logIn(page, FRIEND)
  await button(page, '领取').waitFor({ timeout: WAIT_MS })
  await screenshot('mini-gift')
  await button(page, '领取').click()
  const own = shown(page, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  await own.waitFor({ timeout: WAIT_MS })
  expect(await own.innerText()).not.toBe(code)
}, 120_000)

/** What the giver's phone hands over: asked for once more, the same offer. */
async function offerAddress(voucherId: string): Promise<string> {
  const { page } = phone
  await page.reload() // the token of before is forgotten
  const asked = page.waitForResponse((answer) => answer.url().endsWith(`/${voucherId}/offer`))
  await button(page, '发给朋友').click()
  const { token } = (await (await asked).json()) as { token: string }
  return `${system.now.url}/m/#/pages/gift/index?voucherId=${voucherId}&token=${token}`
}

test('staff see what a code is, redeem it once, and a manager could take it back', async () => {
  const { page, screenshot, problems } = desk
  await page.goto(`${system.now.url}/console/login`)
  await page.getByLabel('用户名').fill(SYSTEM_ADMIN.username)
  await page.getByLabel('密码').fill(SYSTEM_ADMIN.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await page.goto(`${system.now.url}/console/redeem`)
  const field = page.getByRole('textbox', { name: '券码' })
  await field.fill(code.toLowerCase())
  await field.press('Enter')
  await page.getByText('还可用 1 次，共 1 次').waitFor()
  await screenshot('console-redeem')
  await page.getByRole('button', { name: '确认核销 1 次' }).click()
  await page.getByText('已核销 1 次').waitFor()
  await screenshot('console-redeem-done')
  await page.getByRole('button', { name: '下一张' }).click()
  await page.getByRole('textbox', { name: '券码' }).fill(code)
  await page.getByRole('textbox', { name: '券码' }).press('Enter')
  await page.getByText('这张券已经核销过了').waitFor()
  await page.getByRole('button', { name: '撤销' }).waitFor()
  await page.goto(`${system.now.url}/console/vouchers`)
  await page.getByText('已转赠').waitFor()
  await screenshot('console-vouchers')
  await page.goto(`${system.now.url}/console/products`)
  await page.getByRole('button', { name: '加商品' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('类型').click()
  await page.getByTitle('提货券').click()
  await form.getByText('到期没用完').waitFor()
  await screenshot('console-voucher-terms')
  expect(problems).toEqual([])
}, 120_000)
