import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { useBrowser, type Window } from './browser.js'

// Guarantee: an operator brings a list of members in, sees beforehand what is wrong with it, and takes it back again.

const system = useSystem({ pages: builtPages(), suffix: '_imports' })
const browser = useBrowser()
const LAPTOP = { width: 1280, height: 900 } as const
const WAIT = { timeout: 60_000 } as const

const LIST = [
  '会员卡号,联系电话,会员姓名,所属门店,注册时间,累计消费(元),备注',
  'SY20318846,13912346021,林晓,S001,2021-03-05,"1,234.50",',
  'SY20318847,139****6022,王伟,S001,2021/3/6,88,打码',
  'SY20318848,13912346023,张敏,S404,2022年1月2日,0,',
  'SY20318849,13800138000,李强,南山店,2022-05-01,18,',
  'SY20318846,13912346024,重复,S001,2021-03-05,9,',
  ...Array.from({ length: 240 }, (_, n) => `SY4000${1000 + n},,会员${n},S001,2023-07-01,${n}.50,`),
].join('\n')

async function openImports({ page }: Window) {
  await page.goto(`${system.now.url}/console/login`)
  await page.getByLabel('用户名').fill(SYSTEM_ADMIN.username)
  await page.getByLabel('密码').fill(SYSTEM_ADMIN.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await page.getByRole('navigation').getByText('客户', { exact: true }).click()
  await page.getByRole('navigation').getByText('导入', { exact: true }).click()
  await page.getByRole('heading', { name: '导入', exact: true }).waitFor()
}

test('a list is uploaded, checked, imported and undone', async () => {
  const console = await system.now.asOperator()
  await console.saveStore({ storeCode: 'S001', name: '南山店' })
  const desk = await browser.open(LAPTOP)
  const { page, screenshot, problems } = desk
  await openImports(desk)
  await page.getByText('还没有导入过').waitFor()
  await screenshot('console-imports-empty')

  const field = page.locator('input[type=file]')
  await field.setInputFiles({
    name: '南山店会员.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(LIST),
  })
  await page.getByRole('heading', { name: '每一列是什么' }).waitFor(WAIT)
  expect(await page.getByText('139****6021').count()).toBe(1) // never in clear
  await page.getByRole('textbox', { name: '来源' }).fill('pos-nanshan')
  await screenshot('console-import-columns')
  await page.getByRole('button', { name: '检查文件' }).click()

  await page.getByRole('heading', { name: '检查结果' }).waitFor(WAIT)
  const faults = page.getByRole('table', { name: '有问题的行' })
  await faults.getByText('手机号被打码').waitFor()
  await faults.getByText('门店不存在').waitFor()
  await faults.getByText('与前面的行重复').waitFor()
  await screenshot('console-import-checked')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载完整清单' }).click()
  expect((await download).suggestedFilename()).toMatch(/^import-errors-/)

  await page.getByRole('button', { name: '改列，重新检查' }).click()
  // without phones the list brings no evidence, and can be taken back whatever identity does
  await page.getByLabel('对应 联系电话').click()
  await page.getByTitle('不导入').last().click()
  await page.getByRole('button', { name: '检查文件' }).click()
  await page.getByRole('button', { name: '导入 243 行' }).click(WAIT)
  await page.getByRole('heading', { name: '导入完成' }).waitFor(WAIT)
  await screenshot('console-import-done')

  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByLabel('为什么撤销').fill('门店给错了名单')
  await screenshot('console-import-undo')
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByRole('heading', { name: '已撤销' }).waitFor(WAIT)
  await page.getByRole('navigation', { name: '当前位置' }).getByText('导入').click()
  await page.getByRole('table', { name: '导入记录' }).getByText('已撤销').waitFor()
  await screenshot('console-imports')
  expect(await system.now.deps.db.collection('timeline').countDocuments()).toBe(0)
  expect(problems).toEqual([])
})

test('what is no sheet is refused in a sentence', async () => {
  const desk = await browser.open(LAPTOP)
  await openImports(desk)
  const buffer = Buffer.from('%PDF-1.7')
  const file = { name: '会员.xlsx', mimeType: 'text/csv', buffer }
  await desk.page.locator('input[type=file]').setInputFiles(file)
  await desk.page.getByText('不是表格文件').waitFor()
  await desk.screenshot('console-import-refused')
})
