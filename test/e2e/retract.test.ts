import { builtPages } from '../../server/platform/http/index.js'
import { useSystem } from '../support/system.js'
import { useBrowser } from './browser.js'
import { useIdentityDesk } from './identity-desk.js'

// Guarantee: one event that has shown something wrong counts as never seen, and what was joined by it comes apart.

const system = useSystem({ pages: builtPages(), suffix: '_e2e_retract' })
const desk = useIdentityDesk(system, useBrowser())
jest.setTimeout(180_000)

test('the evidence of one event is retracted, and brought back', async () => {
  const { customerId, resolve } = await desk.friendWithCard('黄敏仪', 'SY77')
  const { page, problems } = desk.open()
  await desk.go(`/customers/${customerId}?tab=identity`)
  await page.getByRole('tab', { name: /订单/ }).getByText('2').waitFor()
  const step = page
    .getByRole('region', { name: '为什么是同一个人' })
    .getByRole('listitem')
    .filter({ hasText: 'SY77' })
  await step.hover()
  await step.getByRole('button', { name: '这条不算…' }).click()

  const ask = page.getByRole('dialog', { name: '这条证据不算数' })
  await ask.getByRole('row', { name: /黄敏仪 2 单，¥57.80 0 单，¥0.00/ }).waitFor()
  await desk.shoot('console-retract')
  await ask.getByLabel('理由').fill('收银员扫错了卡')
  await ask.getByRole('button', { name: '按预览执行' }).click()
  await ask.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: /订单/ }).getByText('0').waitFor()
  expect(await resolve()).not.toBe(customerId)

  await desk.go('/identity/reviews/decisions')
  const said = page.getByRole('row', { name: /收银员扫错了卡/ })
  await said.getByText(/的证据不算数/).waitFor()
  await said.getByRole('button', { name: '撤销' }).click()
  const back = page.getByRole('dialog')
  await back.getByLabel('理由').fill('查过监控，没扫错')
  await back.getByRole('button', { name: '按预览执行' }).click()
  await back.waitFor({ state: 'detached' })
  expect(await resolve()).toBe(customerId)
  expect(problems).toEqual([])
})
