import { builtPages } from '../../server/platform/http/index.js'
import { useSystem } from '../support/system.js'
import { useBrowser } from './browser.js'
import { TILL, useIdentityDesk } from './identity-desk.js'

// Guarantee: an operator writes other rules, gives a draft up, sees over everybody what a draft would do and whom it
// concerns, applies it, and sees it in force and done.

const system = useSystem({ pages: builtPages(), suffix: '_e2e_rules' })
const desk = useIdentityDesk(system, useBrowser())
const WORK_MS = 90_000
jest.setTimeout(240_000)

test('rules are drafted, given up, tried and applied', async () => {
  const { customerId, resolve } = await desk.friendWithCard('林晓棠', 'SY20318846')
  const { page, problems } = desk.open()
  async function write(reason: string) {
    await page.getByRole('button', { name: '改规则' }).click()
    await page.getByRole('button', { name: '加一个来源' }).click()
    await page.getByLabel('第 1 个来源', { exact: true }).fill(TILL)
    await page.getByLabel('第 1 个来源信不信').click()
    await page.getByTitle('不相信').click()
    await page.getByLabel('为什么改').fill(reason)
    await page.getByRole('button', { name: '保存草稿' }).click()
  }
  await desk.go('/identity/rules')
  await page.getByRole('heading', { name: '正在用的规则 · 第 1 版' }).waitFor()
  await write('先写着看看')
  await page.getByRole('heading', { name: '草稿 · 第 2 版' }).waitFor()
  await page.getByRole('button', { name: '作废草稿' }).click()
  const sure = page.getByRole('tooltip')
  await sure.getByText('作废第 2 版草稿？').waitFor()
  await desk.shoot('console-rules-discard')
  await sure.getByRole('button', { name: '作废草稿' }).click()
  await page.getByRole('row', { name: /已作废 先写着看看/ }).waitFor()

  await write('收银台常扫错卡')
  await page.getByRole('heading', { name: '草稿 · 第 3 版' }).waitFor()
  await page.getByRole('button', { name: '试算', exact: true }).click()
  await page.getByRole('heading', { name: '试算结果' }).waitFor({ timeout: WORK_MS })
  const samples = page.getByRole('region', { name: '会变的客户' })
  await samples.getByRole('group', { name: '现在' }).getByText('SY20318846').waitFor()
  await samples.getByRole('group', { name: '之后' }).getByText('新客户').waitFor()
  await desk.shoot('console-rules-tried')
  expect(await resolve()).toBe(customerId)

  await page.getByRole('button', { name: '应用到所有客户' }).click()
  const ask = page.getByRole('dialog', { name: '应用第 3 版规则' })
  await ask.getByText(/1 位客户会拆开/).waitFor()
  await desk.shoot('console-rules-apply')
  await ask.getByLabel('为什么应用').fill('和门店核对过')
  await ask.getByRole('button', { name: '应用到所有客户' }).click()
  await page.getByRole('heading', { name: '正在用的规则 · 第 3 版' }).waitFor()
  await page.getByRole('heading', { name: '上次应用' }).waitFor({ timeout: WORK_MS })
  await page.getByRole('row', { name: /正在用 收银台常扫错卡/ }).waitFor()
  await desk.shoot('console-rules-in-force')
  expect(await resolve()).not.toBe(customerId)
  expect(problems).toEqual([])
})
