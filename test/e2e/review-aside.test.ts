import fs from 'node:fs'
import { z } from 'zod'
import { builtPages } from '../../server/platform/http/index.js'
import { useSystem } from '../support/system.js'
import { useBrowser } from './browser.js'
import { order, told, useIdentityDesk } from './identity-desk.js'

// Guarantee: a review that nobody can decide is put aside, waits under its own filter and comes back with new evidence;
// its evidence is downloaded without a phone; a number that went over is given to both, each for a time.

const system = useSystem({ pages: builtPages(), suffix: '_e2e_aside' })
const desk = useIdentityDesk(system, useBrowser())
const PHONE = '13711115580'
jest.setTimeout(180_000)

/** Two people with one number, the second 60 days after the first. */
async function question() {
  const { control } = system.now
  const people: string[] = []
  for (const [index, name] of ['黄敏仪', '徐子昂'].entries()) {
    const { personId } = await control.addPerson({ name })
    const { externalUserid } = await control.scan({ personId, userid: 'zhangsan' })
    await system.now.drain()
    const days = 70 - index * 60
    await desk.send(
      told('customer.identified', { externalUserid, phone: PHONE, phoneVerified: true }, { days }),
      order({ externalUserid }, `P-${index}`, 2000 * (index + 1), days),
    )
    people.push(externalUserid)
  }
  // The till knows the number alone.
  await desk.send(
    ...[80, 75, 71].map((days) => order({ phone: PHONE }, `T-${days}`, 2900, days)),
    ...[9, 3].map((days) => order({ phone: PHONE }, `T-${days}`, 3100, days)),
  )
  return people
}

test('a review is put aside, comes back with new evidence, and is decided', async () => {
  const [, second = ''] = await question()
  const { page, problems } = desk.open()
  await desk.go('/identity/reviews')
  const menu = page.getByRole('navigation', { name: '主导航' })
  await menu.getByRole('link', { name: '身份审核 1' }).waitFor()
  const queue = page.getByRole('region', { name: '待审' })
  await queue.getByText(/黄敏仪 \/ 徐子昂|徐子昂 \/ 黄敏仪/).waitFor()
  await page.getByRole('radio', { name: /号码已转手/ }).waitFor()

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '导出证据' }).click()
  const file = await (await download).path()
  const copy = z
    .object({ edges: z.array(z.object({ sentence: z.string() })) })
    .parse(JSON.parse(fs.readFileSync(file, 'utf8')))
  expect(copy.edges).toHaveLength(2)
  expect(JSON.stringify(copy)).not.toContain(PHONE)

  await page.getByRole('radio', { name: /^先放着/ }).click()
  await page.getByText('这条会离开待审').waitFor()
  await desk.shoot('console-review-aside')
  await page.getByLabel('理由').fill('等门店回话')
  await page.getByLabel('理由').press('Enter')
  await page.getByText('没有待审的身份').waitFor()
  await menu.getByRole('link', { name: '身份审核', exact: true }).waitFor()

  await page.getByRole('link', { name: '先放着 1' }).click()
  const aside = page.getByRole('region', { name: '先放着' })
  await aside.getByText(/放着的：等门店回话/).waitFor()
  await page.getByRole('note').getByRole('button', { name: '放回待审' }).waitFor()
  await desk.shoot('console-reviews-aside')

  const again = { externalUserid: second, phone: PHONE, phoneVerified: true }
  await desk.send({ ...told('customer.identified', again), source: 'pos-2' })
  await desk.go('/identity/reviews/aside')
  await page.getByText('没有先放着的').waitFor()
  await page.getByRole('link', { name: '待审 1' }).click()
  const handed = page.getByRole('radio', { name: /号码已转手/ })
  await handed.getByText(/到 .+ 归黄敏仪，.+ 起归徐子昂/).waitFor()
  await handed.click()
  const outcome = page.getByRole('table', { name: '执行后会变什么' })
  await outcome.getByRole('row', { name: /只有手机号的记录 5 单，¥149.00 关闭，指向/ }).waitFor()
  await outcome.getByRole('row', { name: /合计 7 单，¥209.00 7 单，¥209.00 不变/ }).waitFor()
  await desk.shoot('console-review-handed')
  await page.getByLabel('理由').fill('门店确认换了主人')
  await page.getByLabel('理由').press('Enter')
  await page.getByText('没有待审的身份').waitFor()
  await desk.go('/identity/reviews/decisions')
  await page.getByRole('row', { name: /起归/ }).waitFor()
  expect(problems).toEqual([])
})
