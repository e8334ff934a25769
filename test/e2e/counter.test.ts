import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { useBrowser, type Window } from './browser.js'

// Guarantee: staff find a paid order by the code that its customer shows, and hand it over once.

const system = useSystem({ pages: builtPages(), suffix: '_counter' })
const browser = useBrowser()
const LAPTOP = { width: 1280, height: 900 } as const
const STORE = { storeCode: 'S001', name: '南山店' } as const
const PRICE_FEN = 1680

/** A customer has ordered to pick up at the store, and has paid; answers the code on their phone. */
async function paidOrder(): Promise<string> {
  const { asOperator, control, asCustomer, drain } = system.now
  const desk = await asOperator()
  await desk.saveStore(STORE)
  const { skus } = await desk.createProduct({
    ...{ name: '桂花乌龙', category: '奶茶', kind: 'goods', status: 'on-shelf' },
    skus: [{ name: '中杯', code: 'GH-M', priceFen: PRICE_FEN, stock: 10 }],
  })
  const { personId } = await control.addPerson({ name: '陈一诺' })
  const phone = await asCustomer(personId)
  const { orderId } = await phone.placeOrder({
    items: [{ skuId: skus[0]?.skuId ?? '', qty: 2 }],
    totalFen: 2 * PRICE_FEN,
    storeCode: STORE.storeCode,
    note: '一杯少糖',
  })
  await control.confirmPayment(await phone.pay(orderId))
  await phone.refreshPayment(orderId)
  await drain()
  const { pickupCode = '' } = await phone.order(orderId)
  return pickupCode
}

async function openCounter({ page }: Window) {
  await page.goto(`${system.now.url}/console/login`)
  await page.getByLabel('用户名').fill(SYSTEM_ADMIN.username)
  await page.getByLabel('密码').fill(SYSTEM_ADMIN.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await page.getByRole('navigation').getByText('交易', { exact: true }).click()
  await page.getByRole('navigation').getByText('取餐台', { exact: true }).click()
  await page.getByRole('heading', { name: '取餐台' }).waitFor()
}

test('a code that nobody has, then the right one: looked at, set ready, handed over', async () => {
  const code = await paidOrder()
  const desk = await browser.open(LAPTOP)
  const { page, screenshot, problems } = desk
  await openCounter(desk)
  const field = page.getByRole('textbox', { name: '取餐码' })
  await screenshot('console-counter-empty')

  await field.fill('12')
  await field.press('Enter')
  await page.getByText('取餐码是 6 位数字').waitFor()
  await field.fill(code === '000000' ? '000001' : '000000')
  await field.press('Enter')
  await page.getByText('这家门店没有等着取的这张单，核对一下号码').waitFor()

  await field.fill(code)
  await field.press('Enter')
  await page.getByText('备注：一杯少糖').waitFor()
  await page.getByText('实付 ¥33.60').waitFor()
  await screenshot('console-counter')
  await page.getByRole('button', { name: '做好了' }).click()
  await page.getByText('待取').waitFor()
  await page.getByRole('button', { name: '确认交付' }).click()
  await page.getByText('已交付，取餐码作废').waitFor()
  await screenshot('console-counter-done')

  await page.getByRole('button', { name: '下一位' }).click()
  await page.getByRole('textbox', { name: '取餐码' }).fill(code)
  await page.getByRole('textbox', { name: '取餐码' }).press('Enter')
  await page.getByText('这家门店没有等着取的这张单，核对一下号码').waitFor()
  // the browser itself says that a 404 came back, which was asked for
  expect(problems.filter((text) => !text.includes('404'))).toEqual([])
})
