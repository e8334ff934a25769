import { builtPages } from '../../server/platform/http/index.js'
import { SYSTEM_ADMIN, useSystem } from '../support/system.js'
import { useBrowser, type Window } from './browser.js'

// Guarantee: an operator brings products in as a sheet, gives a store stock of its own, and reads who did what to it.

const system = useSystem({ pages: builtPages(), suffix: '_stock' })
const browser = useBrowser()
const LAPTOP = { width: 1280, height: 900 } as const
const HEAD = '商品名称,分类,规格,规格编码,售价,划线价,划线价依据,库存'
const GOOD = ['桂花乌龙,奶茶,中杯,GH-M,16.8,20,门市价,不限', '板栗卷,面包,标准,BL-1,12,,,40']
const WRONG = ['桂花乌龙,奶茶,大杯,GH-L,19.8,,,', '板栗卷,面包,标准,BL-1,免费,,,40']

const sheet = (lines: readonly string[]) => ({
  name: '新品.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([HEAD, ...lines].join('\n')),
})

async function logIn({ page }: Window) {
  await page.goto(`${system.now.url}/console/login`)
  await page.getByLabel('用户名').fill(SYSTEM_ADMIN.username)
  await page.getByLabel('密码').fill(SYSTEM_ADMIN.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await page.getByRole('navigation').getByText('交易', { exact: true }).click()
}

test('a sheet comes in, a store gets stock, a drink is sold out there, and the journal tells', async () => {
  const admin = await system.now.asOperator()
  await admin.saveStore({ storeCode: 'S001', name: '南山店' })
  await admin.saveStore({ storeCode: 'S002', name: '湖滨店' })
  const desk = await browser.open(LAPTOP)
  const { page, screenshot, problems } = desk
  await logIn(desk)
  const menu = page.getByRole('navigation')

  await menu.getByText('商品', { exact: true }).click()
  await page.getByRole('button', { name: '导入' }).click()
  const dialog = page.getByRole('dialog', { name: '导入商品' })
  const file = dialog.locator('input[type=file]')
  await file.setInputFiles(sheet(WRONG))
  await dialog.getByText('有 2 处要改，一行也不会导入').waitFor()
  await dialog.getByText('金额写成 16.8 这样').waitFor()
  await screenshot('console-product-import-wrong')
  await file.setInputFiles(sheet(GOOD))
  await dialog.getByText('新品.csv 没有问题').waitFor()
  await dialog.getByText('新商品 2').waitFor()
  await screenshot('console-product-import')
  await dialog.getByRole('button', { name: '导入', exact: true }).click()
  await page.getByText('导入好了，2 个商品有变化').waitFor()
  await page.getByRole('button', { name: '桂花乌龙' }).waitFor()
  await screenshot('console-products')

  await menu.getByText('库存', { exact: true }).click()
  const table = page.getByRole('table', { name: '库存' })
  await table.getByText('板栗卷 标准').waitFor()
  await page.getByRole('button', { name: '调拨：板栗卷 标准 总仓' }).click()
  const move = page.getByRole('dialog', { name: '调拨：板栗卷 标准' })
  await move.getByRole('combobox').click()
  await page.getByTitle('南山店').click()
  await move.getByLabel('数量').fill('15')
  await move.getByText('总仓剩 25，南山店多 15').waitFor()
  await move.getByRole('textbox').last().fill('补货到店')
  await screenshot('console-stock-move')
  await move.getByRole('button', { name: '调拨' }).click()
  await table.getByRole('cell', { name: '南山店', exact: true }).waitFor()

  await page.getByRole('combobox', { name: '看哪家店' }).click()
  await page.getByTitle('湖滨店').click()
  const onSale = page.getByRole('switch', { name: '湖滨店的桂花乌龙 中杯在卖' })
  await onSale.click()
  await page.getByText('桂花乌龙 中杯已标记售罄，这家店不再接单').waitFor()
  await page.getByRole('switch', { name: '湖滨店的桂花乌龙 中杯在卖', checked: false }).waitFor()
  await page.getByRole('combobox', { name: '看哪家店' }).click()
  await page.getByTitle('全部库存池').click()
  await table.getByRole('cell', { name: '湖滨店', exact: true }).waitFor()
  await screenshot('console-stock')

  await table.getByRole('button', { name: '记录：板栗卷 标准 南山店' }).click()
  const journal = page.getByRole('table', { name: '记录' })
  await journal.getByText('补货到店').first().waitFor()
  await journal.getByText('+15').waitFor()
  await screenshot('console-stock-journal')

  await page.goto(`${system.now.url}/console/products`)
  await page.getByRole('button', { name: '桂花乌龙' }).click()
  await page.getByRole('button', { name: '价格记录：中杯' }).waitFor()
  await screenshot('console-product-form')
  await page.getByRole('button', { name: '价格记录：中杯' }).click()
  await page.getByRole('table', { name: '价格记录' }).getByText('¥16.80').waitFor()
  await screenshot('console-price-history')
  await page.goto(`${system.now.url}/console/price-differences`)
  await page.getByText('收银价和小程序价一致，没有要看的').waitFor()
  expect(problems).toEqual([])
})
