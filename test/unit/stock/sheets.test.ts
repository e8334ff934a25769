import { columnsOf, type Column } from '../../../server/modules/stock/sheets/columns.domain.js'
import {
  planImport,
  type KnownProduct,
} from '../../../server/modules/stock/sheets/plan-import.domain.js'
import {
  readProductRow,
  type ProductRow,
} from '../../../server/modules/stock/sheets/read-rows.domain.js'

const HEAD = [
  '商品名称',
  '分类',
  '类型',
  '门店',
  '商品编号',
  '规格编码',
  '售价（元）',
  '划线价',
  '库存',
]
const columns = columnsOf(HEAD)
const line = (...cells: string[]) => ({ row: 2, cells, tooLong: [] })
const tea: KnownProduct = {
  productId: 'prd_1',
  name: '桂花乌龙',
  category: '奶茶',
  kind: 'goods',
  status: 'on-shelf',
  skus: [
    { skuId: 'sku_1', name: '中杯', code: 'GH-M', priceFen: 1680, comparedFen: 2000 },
    { skuId: 'sku_2', name: '大杯', code: 'GH-L', priceFen: 1980 },
  ],
}
const row = (code: string, more: Partial<ProductRow> = {}): ProductRow => ({
  ...{ row: 2, name: '桂花乌龙', code, priceFen: 1680 },
  ...more,
})
const plan = (...rows: ProductRow[]) => planImport(rows, [tea], new Set(['S001']))

test('a row is read by the names of its columns; what no column tells is left alone', () => {
  const read = readProductRow(
    line('桂花乌龙', '', '实物', 'S001、S002', '', 'GH-M', '¥16.8', '', '不限'),
    columns,
  )
  expect(read).toEqual({
    ok: true,
    value: {
      ...{ row: 2, name: '桂花乌龙', kind: 'goods', stores: ['S001', 'S002'], code: 'GH-M' },
      ...{ priceFen: 1680, comparedFen: null, stock: null },
    },
  })
})

test.each<[string, string[], Column, string]>([
  ['no name', ['', '', '', '', '', 'GH-M', '16.8', '', ''], 'name', 'required'],
  ['half a fen', ['茶', '', '', '', '', 'GH-M', '16.805', '', ''], 'price', 'amount-unreadable'],
  ['no price', ['茶', '', '', '', '', 'GH-M', '0', '', ''], 'price', 'amount-unreadable'],
  ['a code with spaces', ['茶', '', '', '', '', 'GH M', '1', '', ''], 'code', 'code-unreadable'],
  ['a kind of its own', ['茶', '', '套餐', '', '', 'A', '1', '', ''], 'kind', 'kind-unknown'],
  ['stock in words', ['茶', '', '', '', '', 'A', '1', '', '很多'], 'stock', 'stock-unreadable'],
])('%s is told with row, column and rule', (_name, cells, column, rule) => {
  expect(readProductRow(line(...cells), columns)).toMatchObject({
    ok: false,
    errors: [{ row: 2, column, rule }],
  })
})

test('a text that was guarded against formulas is read as it was', () => {
  const read = readProductRow(line("'=1+1", '', '', '', '', 'A', '1', '', '1'), columns)
  expect(read).toMatchObject({ ok: true, value: { name: '=1+1' } })
})

test('a known code changes its SKU and leaves the others of the product as they are', () => {
  const { products, errors } = plan(row('GH-M', { priceFen: 1580 }))
  expect(errors).toEqual([])
  expect(products).toMatchObject([
    {
      productId: 'prd_1',
      category: '奶茶',
      status: 'on-shelf',
      skus: [
        { skuId: 'sku_1', priceFen: 1580, comparedFen: 2000 },
        { skuId: 'sku_2', priceFen: 1980 },
      ],
    },
  ])
})

test('rows with one new name are one new product', () => {
  const more = { name: '板栗卷', category: '面包', stock: 3 }
  const { products } = plan(row('BL-1', more), row('BL-2', { ...more, row: 3, stock: null }))
  expect(products).toMatchObject([
    { productId: null, status: 'off-shelf', skus: [{ code: 'BL-1', stock: 3 }, { stock: null }] },
  ])
})

test.each<[string, ProductRow[], Column | null, string]>([
  ['one code twice', [row('GH-M'), row('GH-M', { row: 3 })], 'code', 'code-repeated'],
  ['a new SKU without stock', [row('GH-XL')], 'stock', 'stock-needed'],
  ['a new product without category', [row('X', { name: '新', stock: 1 })], 'category', 'required'],
  [
    'a number that nobody knows',
    [row('X', { productId: 'prd_9' })],
    'productId',
    'product-unknown',
  ],
  ['a store that nobody knows', [row('GH-M', { stores: ['S9'] })], 'stores', 'store-unknown'],
  ['another kind', [row('GH-M', { kind: 'service' })], 'kind', 'kind-is-fixed'],
  [
    'rows that disagree about their product',
    [row('GH-M', { category: '茶' }), row('GH-L', { row: 3, category: '咖啡' })],
    'category',
    'product-disagrees',
  ],
])('%s is an error of its row', (_name, rows, column, rule) => {
  const { errors } = plan(...rows)
  expect(errors).toContainEqual({ row: rows.at(-1)?.row, column, rule })
})

test('a code of another product is not taken away from it', () => {
  const cake: KnownProduct = { ...tea, productId: 'prd_2', name: '蛋糕', skus: [] }
  const rows = [row('GH-M', { name: '蛋糕', productId: 'prd_2', stock: 1 })]
  const { errors } = planImport(rows, [tea, cake], new Set())
  expect(errors).toEqual([{ row: 2, column: 'code', rule: 'code-taken' }])
})
