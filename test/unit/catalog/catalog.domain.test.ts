import {
  decideCreate,
  decideUpdate,
  priceFromFen,
  type NewProductInput,
  type Product,
  type Sku,
} from '../../../server/modules/catalog/catalog.domain.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const later = new Date('2026-03-02T10:00:00+08:00')
const cup: Sku = { skuId: 'sku_1', name: '中杯', priceFen: 1680, code: 'GH-M' }
const large: Sku = { skuId: 'sku_2', name: '大杯', priceFen: 1980, code: 'GH-L' }
const input: NewProductInput = {
  name: '桂花乌龙',
  category: '茶饮',
  kind: 'goods',
  status: 'on-shelf',
  skus: [cup, large],
}

function made(): Product {
  const decision = decideCreate(input, 'prd_1', now)
  if (!decision.ok) {
    throw new Error(decision.code)
  }
  return decision.value.product
}

test('given two SKUs, when the product is made, then each begins its price history', () => {
  const decision = decideCreate(input, 'prd_1', now)
  const first = { productId: 'prd_1', at: now }
  const prices = [
    { ...first, skuId: 'sku_1', toFen: 1680 },
    { ...first, skuId: 'sku_2', toFen: 1980 },
  ]
  expect(decision).toMatchObject({ ok: true, value: { product: { revision: 0 }, prices } })
})

test('given two SKUs with one code, when the product is made, then that is refused', () => {
  const twice = { ...input, skus: [cup, { ...large, code: cup.code }] }
  expect(decideCreate(twice, 'prd_1', now)).toEqual({ ok: false, code: 'sku-code-repeated' })
})

test('given another price for one SKU, when it is changed, then only that SKU gets a line with both prices', () => {
  const skus = [{ ...cup, priceFen: 1580 }, large]
  const decision = decideUpdate(made(), { skus }, ['sku_1', 'sku_2'], later)
  const prices = [{ skuId: 'sku_1', productId: 'prd_1', fromFen: 1680, toFen: 1580, at: later }]
  expect(decision).toMatchObject({ ok: true, value: { prices, product: { updatedAt: later } } })
})

test('given the same prices, when something else is changed, then the history stays as it is', () => {
  const decision = decideUpdate(made(), { name: '桂花乌龙茶' }, [], later)
  expect(decision).toMatchObject({
    ok: true,
    value: { prices: [], product: { name: '桂花乌龙茶' } },
  })
})

test('given a SKU of another product, when it is changed here, then that is refused', () => {
  const decision = decideUpdate(made(), { skus: [cup] }, ['sku_9'], later)
  expect(decision).toEqual({ ok: false, code: 'sku-not-of-product' })
})

test('what is left out of a change stays', () => {
  const decision = decideUpdate(made(), { name: undefined, category: '热饮' }, [], later)
  expect(decision).toMatchObject({
    ok: true,
    value: { product: { name: '桂花乌龙', category: '热饮' } },
  })
})

test('the shown price is the lowest one', () => {
  expect(priceFromFen(made())).toBe(1680)
})
