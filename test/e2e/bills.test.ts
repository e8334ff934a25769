import { z } from 'zod'
import { waitUntil } from '../../scripts/clients/wait-until.js'
import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { useBrowser, type Window } from './browser.js'

// Guarantee: an operator sees each day against WeChat's bill, money without an order included.

const system = useSystem({ pages: builtPages(), suffix: '_bills' })
const browser = useBrowser()
const LAPTOP = { width: 1280, height: 900 } as const
const HOUR_MS = 3_600_000
const PRICE_FEN = 1680
const STRAY_FEN = 2600
const JOB = 'payments.reconcile-bills'

/** A paid order, and money that no order of ours asked for; then it is the day after. */
async function aDay() {
  const { asOperator, control, asCustomer, drain } = system.now
  const desk = await asOperator()
  const { skus } = await desk.createProduct({
    ...{ name: '桂花乌龙', category: '奶茶', kind: 'goods', status: 'on-shelf' },
    skus: [{ name: '中杯', code: 'GH-M', priceFen: PRICE_FEN, stock: 10 }],
  })
  const { personId } = await control.addPerson({ name: '陈一诺' })
  const phone = await asCustomer(personId)
  const items = [{ skuId: skus[0]?.skuId ?? '', qty: 1 }]
  const { orderId } = await phone.placeOrder({ items, totalFen: PRICE_FEN })
  await control.confirmPayment(await phone.pay(orderId))
  await phone.refreshPayment(orderId)
  const stray = { amountFen: STRAY_FEN, outTradeNo: 'stray-0417' }
  await control.send('POST', '/pay/elsewhere', z.unknown(), { body: stray })
  await drain()
  await control.advanceClock(35 * HOUR_MS)
  await waitUntil(
    async () => {
      await desk.runJob(JOB, { withinMs: 60_000 })
      const Bills = z.object({ items: z.array(z.object({ state: z.string() })) })
      const { body } = await desk.send('GET', '/api/bills?limit=20', Bills)
      expect(body.items.some(({ state }) => state === 'done')).toBe(true)
    },
    { withinMs: 60_000 },
  )
}

async function openBills({ page }: Window) {
  await page.goto(`${system.now.url}/console/login`)
  await page.getByLabel('用户名').fill(SYSTEM_ADMIN.username)
  await page.getByLabel('密码').fill(SYSTEM_ADMIN.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await page.getByRole('navigation').getByText('财务', { exact: true }).click()
  await page.getByRole('navigation').getByText('对账', { exact: true }).click()
  await page.getByRole('heading', { name: '对账', exact: true }).waitFor()
}

test('the day after, the bill tells of a payment that nobody had told of: it is in the books by then', async () => {
  const desk = await browser.open(LAPTOP)
  const { page, screenshot, problems } = desk
  await openBills(desk)
  await page.getByText('还没有对过账').waitFor()
  await screenshot('console-bills-empty')
  await aDay()
  await page.reload()
  const days = page.getByRole('table', { name: '对账' })
  const traded = days.getByRole('row').filter({ hasText: '¥42.80' })
  await traded.getByText('一致').waitFor()
  expect(await traded.getByText('2 笔').count()).toBe(2)
  await screenshot('console-bills')
  await traded.getByRole('button', { name: '查看' }).click()
  const report = page.getByRole('region', { name: /的对账$/ })
  await report.getByText('账单有一笔付款 ¥26.00，本店没有收到通知，已按微信查询结果补记').waitFor()
  await report.getByText('已解决').waitFor()
  await screenshot('console-bill-day')
  expect(problems).toEqual([])
})
