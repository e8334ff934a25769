import { builtPages } from '../../server/platform/http/index.js'
import { useSystem } from '../support/system.js'
import { useBrowser } from './browser.js'
import { order, told, useIdentityDesk } from './identity-desk.js'

// Guarantee: what stopped because one customer would be merged too often in a day is let through by an operator, once.

const system = useSystem({ pages: builtPages(), suffix: '_e2e_let_through' })
const desk = useIdentityDesk(system, useBrowser())
jest.setTimeout(180_000)

/** One more than may be merged into one customer in a day, besides the first. */
const APPS = Array.from({ length: 22 }, (_, n) => ({ openid: `o-${n}`, appid: `wx-${n}` }))

test('a merge that stopped is let through', async () => {
  await desk.send(...APPS.map((one, n) => order({ ...one }, `A${n}`, 100)))
  for (const one of APPS) {
    await desk.send(told('customer.identified', { ...one, unionid: 'u-1' }))
  }
  const [first, last] = [APPS[0], APPS.at(-1)].map((one) => ({ ...one }))
  const resolve = (one: Record<string, string> = {}) => system.now.openApi().resolve(one)
  const customerId = await resolve(first)
  expect(await resolve(last)).not.toBe(customerId)
  const { page, problems } = desk.open()
  await desk.go(`/customers/${customerId}`)
  await page.getByRole('tab', { name: /订单/ }).getByText('21').waitFor()

  await desk.go('/identity/reviews/pending')
  const row = page.getByRole('row', { name: /超上限/ })
  await row.waitFor()
  await desk.shoot('console-pending')
  await row.getByRole('button', { name: '放行' }).click()
  const ask = page.getByRole('dialog', { name: '放行这次合并？' })
  await ask.getByText('今天已经合并 20 次，已停').waitFor()
  await ask.getByRole('button', { name: '放行' }).click()
  await ask.getByText('请写一句理由').waitFor()
  await ask.getByLabel('理由').fill('总部测试号，确实是一个人')
  await desk.shoot('console-pending-apply')
  await ask.getByRole('button', { name: '放行' }).click()
  await page.getByText('没有等着放行的合并').waitFor()

  expect(await resolve(last)).toBe(customerId)
  await desk.go(`/customers/${customerId}`)
  await page.getByRole('tab', { name: /订单/ }).getByText('22').waitFor()
  await desk.go('/identity/reviews/history')
  await page.getByRole('row', { name: /总部测试号，确实是一个人/ }).waitFor()
  expect(problems).toEqual([])
})
