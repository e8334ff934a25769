import type { Page } from 'playwright-core'
import { z } from 'zod'
import { waitUntil } from '../../scripts/clients/wait-until.js'
import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { PHONE, useBrowser, type Window } from './browser.js'

// Guarantee: a customer who takes an order back sees where the money is until it is there; the operator sees the same refund
// move through the queue, and every fen of it in the books; what stops waits for a person and is tried again.

const system = useSystem({ pages: builtPages(), suffix: '_refunds_e2e' })
const browser = useBrowser()
const LAPTOP = { width: 1280, height: 900 } as const
const NARROW = { width: 1024, height: 900 } as const
const WAIT_MS = 60_000
const WITHIN = { withinMs: WAIT_MS }
const MINUTE_MS = 60_000
const NAME = '林晓棠'
const OTHER = '周明远'
const PRICE_FEN = 1680
const REFUNDS = '/v3/refund/domestic/refunds'

let desk: Window
let phone: Window
let skuId = ''

beforeAll(async () => {
  const operator = await system.now.asOperator()
  await operator.saveBrand('山野茶铺')
  await operator.saveStore({ storeCode: 'S001', name: '科苑南店', address: '科苑南路 2166 号' })
  const { skus } = await operator.createProduct({
    ...{ status: 'on-shelf', kind: 'goods', name: '桂花乌龙', category: '奶茶' },
    ...{ art: 'cup', tint: '#EDE3D0' },
    skus: [{ name: '中杯', code: 'GH-M', priceFen: PRICE_FEN, stock: 50 }],
  })
  skuId = skus[0]?.skuId ?? ''
  await operator.runJob('wecom.sync-staff', WITHIN)
  await friend(NAME)
  // WeChat ends a refund only when it is told to
  await control('PUT', '/pay/refund-rules', { delayMs: null })
  desk = await browser.open(LAPTOP)
  phone = await browser.open(PHONE)
}, 90_000)

const control = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  system.now.control.send(method, path, z.looseObject({}), body === undefined ? {} : { body })
const fault = (kind: string) =>
  system.now.control.addFault({ area: 'pay', kind, match: REFUNDS, times: 1 })
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).first()
const shown = (page: Page, text: string | RegExp) =>
  page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: WAIT_MS })

const AtWechat = z.object({
  refunds: z.array(z.object({ outRefundNo: z.string(), status: z.string() })),
})
/** WeChat has taken so many, and now ends them as they should. */
async function settleAtWechat(count: number) {
  const found = await waitUntil(async () => {
    const { body } = await system.now.control.send('GET', '/pay/refunds?state=PROCESSING', AtWechat)
    expect(body.refunds).toHaveLength(count)
    return body.refunds
  }, WITHIN)
  for (const { outRefundNo } of found) {
    await control('POST', '/pay/refunds/settle', { outRefundNo, outcome: 'SUCCESS' })
  }
}

/** Somebody whose name the shop knows: a contact of its staff. */
async function friend(name: string): Promise<string> {
  const { personId } = await system.now.control.addPerson({ name })
  await system.now.control.scan({ personId, userid: 'zhangsan' })
  return personId
}

/** An order that somebody else has paid, by the routes of the mini-program. */
async function paidOrder(name: string): Promise<string> {
  const personId = await friend(name)
  const customer = await system.now.asCustomer(personId)
  const { orderId } = await customer.placeOrder({ items: [{ skuId, qty: 1 }], totalFen: PRICE_FEN })
  await system.now.control.confirmPayment(await customer.pay(orderId))
  const operator = await system.now.asOperator()
  await waitUntil(async () => {
    expect((await operator.order(orderId)).status).toBe('paid')
  }, WITHIN)
  return orderId
}

test('given nobody has asked for money, then the queue and the books say so', async () => {
  const { page, screenshot } = desk
  await page.goto(`${system.now.url}/console/login`)
  await page.getByLabel('用户名').fill(SYSTEM_ADMIN.username)
  await page.getByLabel('密码').fill(SYSTEM_ADMIN.password)
  await button(page, '登录').click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await page.getByRole('navigation').getByText('财务', { exact: true }).click()
  await page.getByRole('heading', { name: '退款与对账' }).waitFor()
  await shown(page, '没有未完成的退款')
  await shown(page, '借贷相等，差 ¥0.00')
  await screenshot('console-refunds-empty')
}, 90_000)

test('a customer orders, pays, and takes the order back', async () => {
  const { page, screenshot } = phone
  const { url } = system.now
  await page.goto(`${url}/m/#/pages/me/index`)
  await button(page, '微信登录').click()
  await page.getByPlaceholder('找名字或手机号').fill(NAME)
  await button(page, '找').click()
  await button(page, new RegExp(NAME)).click()
  await shown(page, '我的订单')
  await page.goto(`${url}/m/#/pages/menu/index`)
  await button(page, /把.*桂花乌龙.*加入购物车/).click()
  await button(page, '去结算').click()
  await button(page, '提交订单').click()
  await button(page, /^支付$/).click()
  await shown(page, '支付成功')
  await button(page, '看订单').click()
  await button(page, '申请退款').waitFor({ timeout: WAIT_MS })
  await screenshot('mini-order-paid')
  await fault('notEnough')
  await button(page, '申请退款').click()
  await button(page, '等太久').click()
  await screenshot('mini-take-back')
  await button(page, /退款 ¥16.80/).click()
  await shown(page, '退款进度')
  await screenshot('mini-refund-asked')
  expect(phone.problems).toEqual([])
}, 120_000)

test('the operator sees it wait for money and shortens no pause that is nearly over', async () => {
  const { page, screenshot } = desk
  await page.goto(`${system.now.url}/console/finance/refunds`)
  await shown(page, /自动重试中 1 笔/)
  await shown(page, '余额不足，第 1 次')
  await screenshot('console-refunds-waiting')
  expect(await page.getByRole('button', { name: /立即试/ }).count()).toBe(0)
  await system.now.control.advanceClock(MINUTE_MS)
  await shown(page, /已受理，等到账 1 笔/)
  await shown(phone.page, '等待到账')
  await phone.screenshot('mini-refund-accepted')
}, 120_000)

test('one that stopped waits for a person: in the menu, on the workbench, in the queue; tried again, it goes on', async () => {
  const orderId = await paidOrder(OTHER)
  const { page, screenshot, problems } = desk
  await fault('userAccountAbnormal')
  await page.goto(`${system.now.url}/console/orders?order=${orderId}`)
  const drawer = page.getByRole('dialog', { name: '订单详情' })
  await drawer.getByRole('button', { name: '退款' }).click()
  const form = page.getByRole('dialog', { name: '给顾客退款' })
  await form.getByRole('button', { name: '商品售罄' }).click()
  await form.getByLabel(/商品放回货架/).check()
  await shown(page, /订单变成「退款中」/)
  await screenshot('console-refund-form')
  await form.getByRole('button', { name: /退款 ¥16.80/ }).click()
  await shown(page, '收款账户异常')
  await drawer.getByText(/请顾客恢复微信支付/).waitFor()
  await screenshot('console-order-money')
  await page.goto(`${system.now.url}/console/finance/refunds`)
  await shown(page, /需要人工 1 笔/)
  await shown(page, '收款账户异常')
  await screenshot('console-refunds')
  await page.setViewportSize(NARROW)
  await screenshot('console-refunds-1024')
  expect(await widthBeyond(desk)).toBe(0)
  await page.setViewportSize(LAPTOP)
  await page.goto(`${system.now.url}/console/`)
  await shown(page, '退款没退成')
  await page.getByRole('link', { name: /去处理：退款没退成/ }).click()
  await page.getByRole('button', { name: /再试一次：/ }).click()
  await shown(page, '已交给系统，马上就试')
  await shown(page, /已受理，等到账 2 笔/)
  expect(problems).toEqual([])
}, 180_000)

test('the money arrives: the customer, the queue and the books say the same', async () => {
  await settleAtWechat(2)
  const { page, screenshot, problems } = desk
  await shown(page, '没有未完成的退款')
  await page.getByText(/^今天到账/).click()
  await page.getByRole('row').filter({ hasText: '已到账' }).nth(1).waitFor({ timeout: WAIT_MS })
  await screenshot('console-refunds-today')
  await shown(phone.page, '钱已')
  await shown(phone.page, '已退款')
  await phone.screenshot('mini-refunded')
  await phone.page.goto(`${system.now.url}/m/#/pages/orders/index`)
  await shown(phone.page, '已退 ¥16.80')
  await phone.screenshot('mini-orders-refunded')
  await page.getByRole('link', { name: '看账本' }).click()
  await page.getByRole('heading', { name: '账本', level: 1 }).waitFor()
  await shown(page, '借贷相等，差 ¥0.00')
  await screenshot('console-ledger')
  await page.setViewportSize(NARROW)
  await screenshot('console-ledger-1024')
  expect(await widthBeyond(desk)).toBe(0)
  await page.setViewportSize(LAPTOP)
  await page.getByRole('link', { name: '应退顾客' }).click()
  await page.getByRole('heading', { name: '应退顾客' }).waitFor()
  await page.getByRole('row').filter({ hasText: '退款到账' }).nth(1).waitFor()
  await screenshot('console-account')
  await page.setViewportSize(NARROW)
  await screenshot('console-account-1024')
  expect(await widthBeyond(desk)).toBe(0)
  await page.setViewportSize(LAPTOP)
  await page.getByRole('button', { name: '看订单' }).first().click()
  const drawer = page.getByRole('dialog', { name: '订单详情' })
  await drawer.getByText('退款到账').waitFor()
  await screenshot('console-order-refunded')
  expect(await drawer.getByRole('button', { name: '退款' }).count()).toBe(0)
  expect(problems).toEqual([])
  expect(phone.problems).toEqual([])
}, 180_000)

test('given no answer, then the page says so and offers to ask again', async () => {
  const { page, screenshot } = await browser.open(LAPTOP)
  await page.context().addCookies(await desk.page.context().cookies())
  await page.goto(`${system.now.url}/console/login`)
  await page.evaluate("localStorage.setItem('huike.console.logged-in', '1')")
  await page.route('**/api/refunds?**', (route) => route.fulfill({ status: 503, body: '{}' }))
  await page.route('**/api/ledger/accounts', (route) => route.fulfill({ status: 503, body: '{}' }))
  await page.goto(`${system.now.url}/console/finance/refunds`)
  await shown(page, /退款没取到/)
  await shown(page, /账没取到/)
  await screenshot('console-refunds-error')
  await page.unrouteAll()
  while ((await page.getByRole('alert').count()) > 0) {
    await button(page, '再试一次').click()
  }
  await page.getByRole('alert').first().waitFor({ state: 'detached', timeout: WAIT_MS })
  await shown(page, '借贷相等，差 ¥0.00')
}, 120_000)

/** Pixels by which the page is wider than its window. */
const widthBeyond = ({ page }: Window): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
