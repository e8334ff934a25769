import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { useBrowser, type Window } from './browser.js'

// Guarantee: an operator sees in the console why two records are one customer, undoes it and sees orders and numbers go
// back; decides contradictions with the keyboard; finds customers by a filter that was saved.

const system = useSystem({ pages: builtPages(), suffix: '_e2e_identity' })
const browser = useBrowser()
const LAPTOP = { width: 1280, height: 900 } as const
const NARROW = { width: 1024, height: 800 } as const
const TILL = 'pos-1'
const CARD = 'SY20318846'
const DAY_MS = 24 * 60 * 60 * 1000
jest.setTimeout(180_000)

let desk: Window
beforeAll(async () => {
  desk = await browser.open(LAPTOP)
  await logIn(desk.page, SYSTEM_ADMIN)
}, 120_000)

async function logIn(page: Window['page'], who: { username: string; password: string }) {
  await page.goto(`${system.now.url}/console/login`)
  await page.getByLabel('用户名').fill(who.username)
  await page.getByLabel('密码').fill(who.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
}

type Identifiers = Record<string, string | boolean>

/** An event of the till; `days` ago. */
const told = (type: string, identifiers: Identifiers, { days = 0, data = {} } = {}) => ({
  ...{ id: randomUUID(), type, source: TILL, identifiers, data },
  occurredAt: new Date(Date.now() - days * DAY_MS - 60_000).toISOString(),
})
const order = (identifiers: Identifiers, orderNo: string, paidFen: number, days: number) =>
  told('order.paid', identifiers, {
    ...{ days, data: { orderNo, paidFen, items: [], channel: 'pos' } },
  })
async function send(...events: ReturnType<typeof told>[]) {
  const results = await system.now.openApi().sendEvents(events)
  expect(results.map(({ status }) => status)).toEqual(events.map(() => 'accepted'))
  await system.now.drain()
}
const url = (path: string) => `${system.now.url}/console${path}`
const narrow = async (name: string) => {
  const { page, screenshot } = desk
  await page.setViewportSize(NARROW)
  await screenshot(name)
  await page.setViewportSize(LAPTOP)
}

test('why two records are one customer is seen, undone, and orders go back', async () => {
  const { control } = system.now
  const { personId, phone } = await control.addPerson({ name: '林晓棠' })
  await control.scan({ personId, userid: 'zhangsan' })
  const shop = await system.now.asCustomer(personId)
  await send(
    order({ memberNo: CARD }, 'A1', 2600, 40),
    order({ memberNo: CARD }, 'A2', 3180, 12),
    order({ memberNo: CARD }, 'A3', 1640, 2),
  )
  const card = { member_no: CARD, source: TILL }
  const before = await system.now.openApi().resolve(card)
  await shop.bindPhone(await control.phoneCode(personId))
  await send(
    told('customer.identified', { memberNo: CARD, phone, phoneVerified: true }),
    told('customer.identified', { memberNo: CARD, phone: '13912347745', phoneVerified: false }),
  )
  expect(await system.now.openApi().resolve(card)).not.toBe(before)

  const { page, screenshot } = desk
  await page.goto(url('/customers?search=林晓棠'))
  await page
    .getByRole('row', { name: /林晓棠/ })
    .getByRole('link')
    .click()
  await page.getByRole('tab', { name: /订单/ }).getByText('3').waitFor()
  await page.getByRole('tab', { name: /身份/ }).click()
  const why = page.getByRole('region', { name: '为什么是同一个人' })
  await why.getByText(/步都成立/).waitFor()
  await page.getByRole('img', { name: /个标识和它们之间的/ }).waitFor()
  const merges = page.getByRole('table', { name: '合并与拆分记录' })
  await merges.getByRole('row', { name: /合并/ }).first().waitFor()
  await screenshot('console-identity-why')
  await narrow('console-identity-why-narrow')

  await page.getByRole('button', { name: `选择 会员号 ${CARD}` }).click()
  await why.getByText('在图上或表里点两个标识').waitFor()
  await page.getByRole('button', { name: `选择 会员号 ${CARD}` }).click()
  const friend = page.getByRole('button', { name: /^选择 企微 external_userid/ })
  if ((await friend.getAttribute('aria-pressed')) !== 'true') {
    await friend.click()
  }
  await why.getByText(new RegExp(CARD)).first().waitFor()
  await page
    .getByRole('img', { name: /个标识和它们之间的/ })
    .getByText('小程序 openid')
    .click()
  const app = page.getByRole('button', { name: /^选择 小程序 openid/ })
  expect(await app.getAttribute('aria-pressed')).toBe('true')
  const sentences = await why.getByRole('listitem').allInnerTexts()
  expect(sentences.length).toBeGreaterThan(1)
  expect(await page.content()).not.toContain(phone)

  await merges
    .getByRole('row', { name: new RegExp(CARD) })
    .getByRole('button')
    .click()
  const ask = page.getByRole('dialog')
  await ask.getByRole('row', { name: /合计 3 单，¥74.20 3 单，¥74.20 不变/ }).waitFor()
  await screenshot('console-identity-undo')
  await ask.getByRole('button', { name: '按预览执行' }).click()
  await ask.getByText('请写一句理由').waitFor()
  await ask.getByLabel('理由').fill('卡是妈妈的，不是她本人')
  await ask.getByRole('button', { name: '按预览执行' }).click()
  await ask.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: /订单/ }).getByText('0').waitFor()
  expect(await system.now.openApi().resolve(card)).toBe(before)
  const alone = await system.now.openApi().customer(before ?? '')
  expect(alone.metrics).toMatchObject({ ordersPaid: 3, netFen: 7420 })

  await page.goto(url('/identity/reviews/decisions'))
  await page.getByText('卡是妈妈的，不是她本人').first().waitFor()
  await screenshot('console-decisions')
  await page.goto(url('/identity/reviews/history'))
  await page.getByRole('row', { name: /拆分/ }).waitFor()
  await screenshot('console-identity-history')
  await page.goto(url('/identity/reviews/pending'))
  await page.getByText('没有等着放行的合并').waitFor()
})

type Couple = Readonly<{
  names: readonly [string, string]
  card: string
  tails: readonly [string, string]
}>
const COUPLES: readonly Couple[] = [
  { names: ['黄敏仪', '徐子昂'], card: 'SY77', tails: ['5580', '5581'] },
  { names: ['吴倩', '吴建国'], card: 'SY88', tails: ['2208', '2209'] },
]

/** One card with the phones of two people of WeChat: it can be the one's or the other's, and the rules do not guess. */
async function contradiction({ names, card, tails }: Couple) {
  const { control } = system.now
  for (const [index, name] of names.entries()) {
    const { personId } = await control.addPerson({ name })
    const { externalUserid } = await control.scan({ personId, userid: 'zhangsan' })
    await system.now.drain()
    const phone = `1371111${tails[index]}`
    const days = 40 - index * 20
    await send(
      told('customer.identified', { externalUserid, phone, phoneVerified: true }, { days }),
      order({ externalUserid }, `${card}-${index}`, 2000 * (index + 1), days),
      told('customer.identified', { memberNo: card, phone, phoneVerified: true }, { days: 5 }),
    )
  }
  await send(order({ memberNo: card }, `${card}-card`, 900, 10))
}

test('contradictions are decided with the keyboard, one after the other', async () => {
  const { page, screenshot } = desk
  await page.goto(url('/identity/reviews'))
  await page.getByText('没有待审的身份').waitFor()
  for (const couple of COUPLES) {
    await contradiction(couple)
  }
  await page.goto(url('/identity/reviews'))
  const queue = page.getByRole('region', { name: '待审' })
  const current = queue.locator('[aria-current=true]')
  await queue.getByRole('listitem').nth(1).waitFor()
  await page.getByRole('table', { name: '两边对照' }).waitFor()
  const first = await current.innerText()
  await page.keyboard.press('j')
  await queue.locator('li:nth-child(2) [aria-current=true]').waitFor()
  await page.keyboard.press('k')
  await queue.locator('li:nth-child(1) [aria-current=true]').waitFor()
  expect(await current.innerText()).toBe(first)

  const choices = page.getByRole('radio')
  await choices.first().waitFor()
  await screenshot('console-review')
  const left = () => queue.getByRole('listitem').count()
  for (let decided = 0; (await left()) > 0; decided += 1) {
    expect(decided).toBeLessThan(COUPLES.length * 2)
    const before = await current.innerText()
    await choices.first().waitFor()
    const enabled = await choices.evaluateAll((all) =>
      all.findIndex((one) => (one as unknown as { disabled: boolean }).disabled === false),
    )
    await page.keyboard.press(String(enabled + 1))
    await page.getByRole('table', { name: '执行后会变什么' }).waitFor()
    if (decided === 0) {
      await screenshot('console-review-chosen')
      await narrow('console-review-narrow')
    }
    await page.keyboard.type('门店也确认了')
    await page.keyboard.press('Enter')
    await queue.getByText(before.split('\n')[2] ?? '').waitFor({ state: 'detached' })
    await page
      .getByText(/没有待审的身份|怎么定/)
      .first()
      .waitFor()
  }
  await page.getByText('没有待审的身份').waitFor()
  await screenshot('console-review-empty')
})

test('whoever may only look sees why, and no button that changes anything', async () => {
  const looker = { username: 'looker', password: 'a-long-password' }
  const admin = await system.now.asOperator()
  const body = { ...looker, name: '看看', role: 'read-only' }
  await admin.send('POST', '/api/operators', z.unknown(), { body })
  const other = await browser.open(LAPTOP)
  await logIn(other.page, looker)
  const customerId = await system.now.openApi().resolve({ member_no: CARD, source: TILL })
  await other.page.goto(url(`/customers/${customerId}?tab=identity`))
  await other.page.getByRole('table', { name: '合并与拆分记录' }).getByRole('row').nth(1).waitFor()
  for (const name of [/撤销/, /预览移出/, /是同一个人/, /这条不算/]) {
    expect(await other.page.getByRole('button', { name }).count()).toBe(0)
  }
  await other.page.goto(url('/identity/reviews/decisions'))
  await other.page.getByText('卡是妈妈的，不是她本人').first().waitFor()
  expect(await other.page.getByRole('button', { name: '撤销' }).count()).toBe(0)
  expect(other.problems).toEqual([])
})

test('a filter is kept under a name, shared, and found again', async () => {
  const { page, screenshot, problems } = desk
  await page.goto(url('/customers'))
  await page.getByRole('row').nth(2).waitFor()
  await page.getByLabel('净消费满').fill('50')
  await page.getByLabel('净消费满').press('Enter')
  await page.getByText('付得多的在前').waitFor()
  expect(page.url()).toContain('minNet=50')
  await page.getByRole('button', { name: '存为视图' }).click()
  await page.getByRole('dialog').getByLabel('名字').fill('大客户')
  await page.getByRole('dialog').getByRole('button', { name: '存下' }).click()
  const view = page.getByRole('button', { name: /^大客户/ })
  await view.waitFor()
  await page.getByLabel('首次出现从').focus() // becomes a calendar
  await page.getByLabel('首次出现从').fill('2020-01-01')
  await page.getByText('条件改过，还没存').waitFor()
  expect(page.url()).toContain('seenFrom=2020-01-01')
  await page.getByLabel('首次出现从').fill('')
  await page.getByText('条件改过，还没存').waitFor({ state: 'detached' })
  await screenshot('console-customers-filtered')
  await narrow('console-customers-narrow')

  await page.getByRole('button', { name: '全部客户' }).click()
  await page.getByText('最近出现的在前').waitFor()
  await view.click()
  await page.getByText('付得多的在前').waitFor()
  await page.getByLabel('下单', { exact: true }).click()
  await page.getByTitle('没下过单').click()
  await page.getByText('没有符合这些条件的客户').waitFor()
  await page.getByText('条件改过，还没存').waitFor()
  await screenshot('console-customers-none')
  await page.getByRole('button', { name: '「大客户」的操作' }).click()
  await page.getByRole('menuitem', { name: '共享给所有人' }).click()
  await page.getByText('所有人都能看到这个视图了').waitFor()

  await view.click()
  await page.getByRole('button', { name: '「大客户」的操作' }).click()
  await page.getByRole('menuitem', { name: '删除' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await view.waitFor({ state: 'detached' })
  expect(problems).toEqual([])
})
