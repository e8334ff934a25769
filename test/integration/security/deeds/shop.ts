import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { z } from 'zod'
import type { Headers, House } from '../house.js'
import { fresh, json, post, type Deeds, type Request } from './deed.js'

const newProduct = () => ({
  name: '桂花乌龙',
  category: '奶茶',
  kind: 'goods',
  skus: [{ name: '中杯', code: `GH-${fresh()}`, priceFen: 1680, stock: 10 }],
})

const newCode = (): Request => {
  const headers = { 'idempotency-key': randomUUID() }
  return json('/api/channel-codes', { name: '门口', userids: ['zhangsan'] }, { headers })
}

const product = (house: House, admin: Headers) =>
  post(house, admin, json('/api/products', newProduct()), Product)
const Product = z.object({ productId: z.string(), skus: z.array(z.object({ skuId: z.string() })) })

async function store({ system }: House): Promise<string> {
  const console = await system.asOperator()
  await console.saveStore({ storeCode: 'S7', name: '海岸城店' })
  return 'S7'
}

async function picture(): Promise<Request> {
  const file = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#c8402f' } })
    .jpeg()
    .toBuffer()
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
  const payload = Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--b--\r\n')])
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  return { url: '/api/pictures', headers, payload }
}

/** Brand, stores, channel codes, products. */
export const SHOP_DEEDS: Deeds = {
  'PUT /api/brand': {
    ...{ action: 'brand.save', subject: 'brand', tells: 'change' },
    prepare: () => json('/api/brand', { name: '山野' }, { subjectId: 'brand' }),
  },
  'PUT /api/stores/:storeCode': {
    ...{ action: 'store.save', subject: 'store', tells: 'change' },
    prepare: async ({ system }) => {
      const console = await system.asOperator()
      await console.saveStore({ storeCode: 'S1', name: '南山店' })
      return json('/api/stores/S1', { name: '科苑店' }, { subjectId: 'S1' })
    },
  },
  'POST /api/channel-codes': {
    ...{ action: 'channel-code.create', subject: 'channel-code', tells: 'new' },
    prepare: newCode,
  },
  'PATCH /api/channel-codes/:channelCodeId': {
    ...{ action: 'channel-code.edit', subject: 'channel-code', tells: 'change' },
    prepare: async (house, admin) => {
      const Made = z.object({ channelCodeId: z.string() })
      const { channelCodeId: subjectId } = await post(house, admin, newCode(), Made)
      return json(`/api/channel-codes/${subjectId}`, { name: '货架' }, { subjectId })
    },
  },
  'POST /api/pictures': {
    ...{ action: 'picture.upload', subject: 'picture', tells: 'new' },
    prepare: picture,
  },
  'POST /api/products': {
    ...{ action: 'product.create', subject: 'product', tells: 'new' },
    prepare: () => json('/api/products', newProduct()),
  },
  'PATCH /api/products/:productId': {
    ...{ action: 'product.update', subject: 'product', tells: 'change' },
    prepare: async (house, admin) => {
      const { productId: subjectId } = await product(house, admin)
      return json(`/api/products/${subjectId}`, { name: '桂花茶' }, { subjectId })
    },
  },
  'PUT /api/skus/:skuId/stock': {
    ...{ action: 'stock.set', subject: 'sku', tells: 'change' },
    prepare: async (house, admin) => {
      const { skus } = await product(house, admin)
      const subjectId = skus[0]?.skuId ?? 'none'
      return json(`/api/skus/${subjectId}/stock`, { total: 5, reason: 'counted' }, { subjectId })
    },
  },
  'POST /api/product-sheet': {
    ...{ action: 'products.import', subject: 'catalog', tells: 'new' },
    prepare: () => {
      const line = `桂花乌龙,奶茶,GH-${fresh()},16.8,10`
      const sheet = `商品名称,分类,规格编码,售价,库存\r\n${line}\r\n`
      const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
      const headers = { 'content-type': 'multipart/form-data; boundary=b' }
      const payload = Buffer.from(`${head}${sheet}\r\n--b--\r\n`)
      return { url: '/api/product-sheet?apply=true', headers, payload, subjectId: 'products' }
    },
  },
  'POST /api/skus/:skuId/stock/moves': {
    ...{ action: 'stock.move', subject: 'sku', tells: 'change' },
    prepare: async (house, admin) => {
      const { skus } = await product(house, admin)
      const subjectId = skus[0]?.skuId ?? 'none'
      const storeCode = await store(house)
      const way = { from: 'main', to: `store:${storeCode}`, qty: 3, reason: 'delivered' }
      return json(`/api/skus/${subjectId}/stock/moves`, way, { subjectId })
    },
  },
  'PUT /api/skus/:skuId/stock/sold-out': {
    ...{ action: 'stock.switch', subject: 'sku', tells: 'change' },
    prepare: async (house, admin) => {
      const { skus } = await product(house, admin)
      const subjectId = skus[0]?.skuId ?? 'none'
      const storeCode = await store(house)
      const way = { from: 'main', to: `store:${storeCode}`, qty: 3, reason: 'delivered' }
      await post(house, admin, json(`/api/skus/${subjectId}/stock/moves`, way), z.unknown())
      const body = { storeCode, soldOut: true }
      return json(`/api/skus/${subjectId}/stock/sold-out`, body, { subjectId })
    },
  },
}
