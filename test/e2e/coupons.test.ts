import type { Page } from 'playwright-core'
import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { PHONE, useBrowser, type Window } from './browser.js'

// Guarantee: what an operator promises with a coupon is what the customer is asked to pay, each told why; the operator sees
// what it has cost, sends the parcel, and the customer sees by whom.

const system = useSystem({ pages: builtPages(), suffix: '_coupons_e2e' })
const browser = useBrowser()
const LAPTOP = { width: 1280, height: 900 } as const
const WAIT_MS = 60_000
const NAME = '林晓棠'
const COUPON = '周末满100减20'
const PRICE_FEN = 6000

let desk: Window
let phone: Window

beforeAll(async () => {
  const operator = await system.now.asOperator()
  await operator.saveBrand('山野茶铺')
  await operator.saveStore({ storeCode: 'S001', name: '科苑南店', address: '科苑南路 2166 号' })
  await operator.createProduct({
    ...{ status: 'on-shelf', kind: 'goods', name: '桂花乌龙礼盒', category: '礼盒' },
    ...{ art: 'box', tint: '#EDE3D0' },
    skus: [{ name: '一盒', code: 'GH-BOX', priceFen: PRICE_FEN, stock: 50 }],
  })
  await system.now.control.addPerson({ name: NAME })
  desk = await browser.open(LAPTOP)
  phone = await browser.open(PHONE)
}, 90_000)

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).first()
const shown = (page: Page, text: string | RegExp) =>
  page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: WAIT_MS })

test('an operator makes a coupon and sets what a parcel costs', async () => {
  const { page, screenshot } = desk
  await page.goto(`${system.now.url}/console/login`)
  await page.getByLabel('用户名').fill(SYSTEM_ADMIN.username)
  await page.getByLabel('密码').fill(SYSTEM_ADMIN.password)
  await button(page, '登录').click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await page.goto(`${system.now.url}/console/coupons`)
  await shown(page, '还没有优惠券')
  await button(page, '新建优惠券').click()
  const form = page.getByRole('dialog')
  await form.getByLabel('名称').fill(COUPON)
  await form.getByLabel('减多少（元）').fill('20')
  await form.getByLabel('满多少可用（元）').fill('100')
  await screenshot('console-coupon-new')
  await form.getByRole('button', { name: '发布' }).click()
  await shown(page, COUPON)
  await page.getByLabel('每单运费（元）').fill('8')
  await page.getByLabel('满多少免（元）').fill('200')
  await button(page, '保存').click()
  await shown(page, '已保存')
  expect(desk.problems).toEqual([])
}, 120_000)

test('a customer takes it, sees why the price is what it is, and has it sent', async () => {
  const { page, screenshot } = phone
  const { url } = system.now
  await page.goto(`${url}/m/#/pages/me/index`)
  await button(page, '微信登录').click()
  await page.getByPlaceholder('找名字或手机号').fill(NAME)
  await button(page, '找').click()
  await button(page, new RegExp(NAME)).click()
  await shown(page, '我的订单')
  await page.goto(`${url}/m/#/pages/coupons/index`)
  await button(page, `领取${COUPON}`).click()
  await button(page, '去用').waitFor({ timeout: WAIT_MS })
  await screenshot('mini-coupons')
  await page.goto(`${url}/m/#/pages/menu/index`)
  await button(page, /把.*桂花乌龙礼盒.*加入购物车/).click()
  await page.goto(`${url}/m/#/pages/cart/index`)
  await button(page, /加一份/).click()
  await shown(page, '满 ¥100.00 减 ¥20.00')
  await screenshot('mini-cart')
  await button(page, '去结算').click()
  await button(page, '快递到家').click()
  await page.getByPlaceholder('姓名').fill(NAME)
  await page.getByPlaceholder('11 位手机号').fill('13800138000')
  await page.getByPlaceholder('省、市、区').fill('广东省深圳市南山区')
  await page.getByPlaceholder('街道、楼栋、门牌').fill('科苑路 1 号')
  await shown(page, '满 ¥200.00 免')
  await screenshot('mini-checkout-coupon')
  await button(page, /优惠券/).click()
  await shown(page, '不用优惠券')
  await screenshot('mini-coupon-choice')
  await button(page, /前有效/).click()
  await button(page, '提交订单').click()
  await button(page, /^支付$/).click()
  await shown(page, '支付成功')
  await button(page, '看订单').click()
  await shown(page, '为什么是这个价')
  await shown(page, '−¥20.00')
  await screenshot('mini-order-why')
  expect(phone.problems).toEqual([])
}, 150_000)

test('the operator sees what it cost and sends the parcel; the customer sees by whom', async () => {
  const { page, screenshot } = desk
  await page.reload()
  await shown(page, '100%')
  await screenshot('console-coupons')
  await page.goto(`${system.now.url}/console/orders`)
  await shown(page, '桂花乌龙礼盒')
  await page.locator('tbody tr').first().click()
  await shown(page, '为什么是这个价')
  await shown(page, '林**')
  await page.getByLabel('快递公司').fill('顺丰速运')
  await page.getByLabel('运单号').fill('SF1234567890')
  await screenshot('console-order-why')
  await button(page, '确认发货').click()
  await shown(page, '已发货')
  await phone.page.reload()
  await shown(phone.page, '顺丰速运 SF1234567890')
  expect([...desk.problems, ...phone.problems]).toEqual([])
}, 120_000)
