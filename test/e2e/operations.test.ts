import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { useBrowser, type Window } from './browser.js'

// Guarantee: an operator sees in words what is wrong and is led to where it is mended; a job can be run at once by whoever
// may, and says how it ended.

const system = useSystem({ pages: builtPages(), suffix: '_operations' })
const browser = useBrowser()
const LAPTOP = { width: 1280, height: 900 } as const
const NARROW = { width: 1024, height: 900 } as const
const WAIT_MS = 60_000
const NOTHING = z.unknown()

async function logIn({ page }: Window, credentials: typeof SYSTEM_ADMIN | typeof READER) {
  await page.goto(`${system.now.url}/console/login`)
  await page.getByLabel('用户名').fill(credentials.username)
  await page.getByLabel('密码').fill(credentials.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
}
const READER = { username: 'reader', password: 'a-reader-password' } as const

/** The same order paid twice with different sums: the second report cannot be worked. */
async function poison(): Promise<void> {
  const occurredAt = new Date().toISOString()
  const paid = (paidFen: number) => ({
    id: randomUUID(),
    type: 'order.paid',
    source: 'pos-1',
    occurredAt,
    identifiers: { memberNo: 'M-1' },
    data: { orderNo: 'A-1', paidFen, items: [], channel: 'till' },
  })
  const till = system.now.openApi()
  await till.sendEvents([paid(3_000)])
  await system.now.drain()
  await till.sendEvents([paid(9_900)])
  await system.now.drain()
}

test('all is well, then an event is dead: the page says so and leads to it', async () => {
  const desk = await browser.open(LAPTOP)
  const { page, screenshot, problems } = desk
  await logIn(desk, SYSTEM_ADMIN)
  await page.getByRole('navigation').getByText('系统', { exact: true }).click()
  await page.getByRole('heading', { name: '健康', exact: true }).waitFor()
  await page.getByText('一切正常').waitFor()
  await screenshot('console-health-well')

  await poison()
  await page.getByText('1 件事需要处理').waitFor({ timeout: WAIT_MS })
  await page.getByRole('heading', { name: '1 条事件没处理成，已停止自动重试' }).waitFor()
  await screenshot('console-health')
  await page.setViewportSize(NARROW)
  await screenshot('console-health-1024')
  expect(await widthBeyond(desk)).toBe(0)
  await page.setViewportSize(LAPTOP)
  await page.getByRole('link', { name: /去重放/ }).click()
  await page.waitForURL(/state=dead/)
  await page.getByRole('heading', { name: '事件', level: 1 }).waitFor()
  expect(problems).toEqual([])
}, 90_000)

test('a job is run now after a question, and tells how it ended', async () => {
  const desk = await browser.open(LAPTOP)
  const { page, screenshot, problems } = desk
  await logIn(desk, SYSTEM_ADMIN)
  await page.goto(`${system.now.url}/console/system/jobs`)
  const row = page.getByRole('row').filter({ hasText: '同步企微员工和门店' })
  await row.getByRole('button', { name: /现在做/ }).click()
  await page.getByText('现在做一次「同步企微员工和门店」？').waitFor()
  await page.getByRole('tooltip').getByRole('button', { name: '现在做' }).click()
  await page.getByText('「同步企微员工和门店」做完了').waitFor({ timeout: WAIT_MS })
  await row.getByText(/同步了 \d+ 位员工/).waitFor()
  await screenshot('console-jobs')
  await page.setViewportSize(NARROW)
  expect(await widthBeyond(desk)).toBe(0)
  expect(problems).toEqual([])
}, 90_000)

test('who may only look sees the jobs and no button', async () => {
  const admin = await system.now.asOperator()
  const body = { ...READER, name: '看看', role: 'read-only' }
  await admin.send('POST', '/api/operators', NOTHING, { body })
  const desk = await browser.open(LAPTOP)
  const { page } = desk
  await logIn(desk, READER)
  await page.goto(`${system.now.url}/console/system/jobs`)
  await page.getByRole('row').filter({ hasText: '同步企微员工和门店' }).waitFor()
  expect(await page.getByRole('button', { name: /现在做/ }).count()).toBe(0)
}, 60_000)

/** Pixels by which the page is wider than its window. */
const widthBeyond = ({ page }: Window): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
