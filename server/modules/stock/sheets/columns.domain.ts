/** The columns of a product sheet, in the order in which it is written. */
export const COLUMNS = {
  name: '商品名称',
  category: '分类',
  kind: '类型',
  status: '上架',
  stores: '门店',
  productId: '商品编号',
  skuName: '规格',
  code: '规格编码',
  price: '售价',
  compared: '划线价',
  comparedBase: '划线价依据',
  stock: '库存',
  held: '占用',
  sold: '已售',
  available: '可售',
  description: '说明',
} as const

export type Column = keyof typeof COLUMNS
/** What a file must have; a column that is missing changes nothing of what exists. */
export const NEEDED: readonly Column[] = ['name', 'code', 'price']
/** Written for people to read; what stands there is not taken in. */
export type ReadColumn = Exclude<Column, 'held' | 'sold' | 'available'>

export const WORDS = {
  kind: { goods: '实物', voucher: '提货券', service: '服务' },
  status: { 'on-shelf': '上架', 'off-shelf': '下架' },
  allStores: '全部',
  unlimited: '不限',
} as const

/** Rows of a file that is taken in. */
export const MAX_IMPORT_ROWS = 2_000
/** Rows of one that is written. */
export const MAX_EXPORT_ROWS = 20_000

/** Which column of the file is which. Names that nobody knows are left alone. */
export function columnsOf(head: readonly string[]): ReadonlyMap<Column, number> {
  const byName = new Map(Object.entries(COLUMNS).map(([key, name]) => [name as string, key]))
  const known = head.flatMap((name, index) => {
    const key = byName.get(name.replace(/[（(].*[)）]$/, '').trim())
    return key === undefined ? [] : [[key as Column, index] as const]
  })
  return new Map(known.reverse()) // of two with one name the first
}
