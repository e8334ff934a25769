import { builtPages } from '../../server/platform/http/index.js'
import { useSystem } from '../support/system.js'
import { useBrowser } from './browser.js'
import { useIdentityDesk } from './identity-desk.js'

// Guarantee: an operator takes an identifier out of a customer, sees before what goes with it, and sees it gone.

const system = useSystem({ pages: builtPages(), suffix: '_e2e_take_out' })
const desk = useIdentityDesk(system, useBrowser())
jest.setTimeout(180_000)

test('a card is taken out, and its orders go with it', async () => {
  const { customerId, resolve } = await desk.friendWithCard('林晓棠', 'SY20318846')
  const { page, problems } = desk.open()
  await desk.go(`/customers/${customerId}?tab=identity`)
  await page.getByRole('tab', { name: /订单/ }).getByText('2').waitFor()
  const split = page.getByRole('region', { name: '拆开' })
  await split.getByLabel('要拿走的标识').click()
  await page.getByTitle('会员号 SY20318846').click()
  await split.getByText('拿走会员号 SY20318846会带走 2 单、¥57.80').waitFor()
  await split.getByRole('button', { name: '预览移出' }).click()

  const ask = page.getByRole('dialog', { name: '移出会员号 SY20318846' })
  await ask.getByRole('row', { name: /林晓棠 2 单，¥57.80 0 单，¥0.00 −2 单，−¥57.80/ }).waitFor()
  await ask.getByRole('row', { name: /合计 2 单，¥57.80 2 单，¥57.80 不变/ }).waitFor()
  await desk.shoot('console-take-out')
  expect(await resolve()).toBe(customerId)
  await ask.getByLabel('理由').fill('卡借给同事了')
  await ask.getByRole('button', { name: '按预览执行' }).click()
  await ask.waitFor({ state: 'detached' })

  await page.getByRole('tab', { name: /订单/ }).getByText('0').waitFor()
  const merges = page.getByRole('table', { name: '合并与拆分记录' })
  await merges.getByRole('row', { name: /拆分.*卡借给同事了/ }).waitFor()
  expect(await resolve()).not.toBe(customerId)
  const alone = await system.now.openApi().customer((await resolve()) ?? '')
  expect(alone.metrics).toMatchObject({ ordersPaid: 2, netFen: 5780 })
  expect(problems).toEqual([])
})
