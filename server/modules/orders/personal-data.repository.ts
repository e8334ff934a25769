import type { Connection } from 'mongoose'
import type { PiiCipher } from '../../platform/crypto/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import {
  SOURCE_WORDS,
  type ErasedPerson,
  type Erasing,
  type ExportPart,
  type ExportScope,
  type PersonalDataHolder,
} from '../../platform/personal-data/index.js'
import { factsIn, type FactScope } from '../customers/index.js'
import { openAddress } from './address.js'
import { cartModel, type CartDocument } from './cart/cart.model.js'
import type { HolderKey, Order } from './orders.domain.js'
import {
  openOrdersModel,
  orderKeyModel,
  orderModel,
  type OpenOrdersDocument,
  type OrderDocument,
  type OrderKeyDocument,
} from './orders.model.js'

const MAX_ROWS = 5_000
const MAX_MS = 10_000
const TO_SEND: Order['status'][] = ['paid', 'preparing']

const STATUSES: Readonly<Record<Order['status'], string>> = {
  'pending-payment': '待付款',
  paid: '已付款',
  preparing: '制作中',
  ready: '可取货',
  shipped: '已发货',
  completed: '已完成',
  closed: '已关闭',
  'refund-pending': '退款中',
  refunded: '已退款',
}

/** Every identifier of `order_keys` ends with a colon before the client's own key. */
const beginning = (holder: string) => ({ $gte: `${holder}:`, $lt: `${holder};` })

/** Orders of one person: exported in full; erased, they keep what was sold for how much, and nobody. */
export function ordersPersonalData({
  db,
  cipher,
}: Readonly<{ db: Connection; cipher: PiiCipher }>): PersonalDataHolder & {
  /** Orders of these identifiers wait for a payment or for their money, which must find them as they are. */
  isBusy(identifierKeys: readonly string[], options: { tx: Tx }): Promise<boolean>
} {
  const orders = orderModel(db)
  const keys = orderKeyModel(db)
  const open = openOrdersModel(db)
  const carts = cartModel(db)

  async function anonymise({ tombstones }: ErasedPerson, { tx, limit }: Erasing) {
    const mine = { identifierKey: { $in: [...tombstones.keys()] as HolderKey[] } }
    const found = await orders
      .find(mine, { identifierKey: 1 }, { session: tx })
      .limit(limit)
      .lean<Pick<OrderDocument, '_id' | 'identifierKey'>[]>()
    if (found.length > 0) {
      await orders.bulkWrite(
        found.map(({ _id, identifierKey = '' }) => ({
          updateOne: {
            filter: { _id },
            update: {
              $set: { identifierKey: tombstones.get(identifierKey) as HolderKey },
              $unset: { note: 1 as const, sealedAddress: 1 as const, shipment: 1 as const },
              $inc: { revision: 1 },
            },
          },
        })),
        { session: tx },
      )
    }
    return found.length
  }

  /** What only guarded the person's own requests. */
  async function dropGuards({ tombstones }: ErasedPerson, { tx, limit }: Erasing) {
    const holders = [...tombstones.keys()] as HolderKey[]
    const used = await keys
      .find({ $or: holders.map((holder) => ({ _id: beginning(holder) })) }, null, { session: tx })
      .limit(limit)
      .lean<OrderKeyDocument[]>()
    await keys.deleteMany({ _id: { $in: used.map(({ _id }) => _id) } }, { session: tx })
    const empty = { _id: { $in: holders }, orderIds: { $size: 0 } }
    const { deletedCount } = await open.deleteMany(empty, { session: tx })
    const left = await carts.deleteMany({ _id: { $in: holders } }, { session: tx })
    return used.length + deletedCount + left.deletedCount
  }

  const addressOf = (sealed: string): string => {
    const { name, phone, region, detail } = openAddress(cipher, sealed)
    return [name, phone, region, detail].join(' ')
  }

  /** What lies in the person's carts. */
  async function cartRows({ keys: holders }: ExportScope): Promise<ExportPart> {
    const found = await carts
      .find({ _id: { $in: [...holders] as HolderKey[] } })
      .maxTimeMS(MAX_MS)
      .lean<CartDocument[]>()
    return {
      name: 'carts',
      title: '购物车',
      columns: [
        { field: 'updatedAt', title: '更新时间', kind: 'time' },
        { field: 'skuId', title: '商品编号', kind: 'text' },
        { field: 'qty', title: '数量', kind: 'text' },
      ],
      rows: found.flatMap(({ lines, updatedAt }) =>
        lines.map(({ skuId, qty }) => ({ updatedAt: updatedAt.toISOString(), skuId, qty })),
      ),
      isCapped: false,
    }
  }

  return {
    name: 'orders',
    async isBusy(identifierKeys, { tx }) {
      const waiting = {
        _id: { $in: [...identifierKeys] as HolderKey[] },
        'orderIds.0': { $exists: true },
      }
      const found = await open.findOne(waiting, null, { session: tx }).lean<OpenOrdersDocument>()
      if (found !== null) {
        return true
      }
      const returning = { identifierKey: { $in: [...identifierKeys] as HolderKey[] } }
      const refunding = { ...returning, status: 'refund-pending' as const }
      if ((await orders.exists(refunding).session(tx)) !== null) {
        return true
      }
      // still to be sent: its address is needed
      const unsent = { sealedAddress: { $exists: true }, status: { $in: TO_SEND } }
      return (await orders.exists({ ...returning, ...unsent }).session(tx)) !== null
    },
    async exportFor(scope) {
      const found = await orders
        .find(factsIn(scope as FactScope, (createdAt) => ({ createdAt })))
        .sort({ createdAt: -1, _id: -1 })
        .limit(MAX_ROWS + 1)
        .maxTimeMS(MAX_MS)
        .lean<OrderDocument[]>()
      const rows = found.slice(0, MAX_ROWS).map((order) => ({
        createdAt: order.createdAt.toISOString(),
        orderNo: order.orderNo,
        source: order.source,
        storeCode: order.storeCode ?? null,
        status: order.status,
        items: order.items
          .map(({ name, skuName, qty }) => `${name}${skuName ?? ''} × ${qty}`)
          .join('、'),
        totalFen: order.totalFen,
        paidFen: order.paidFen,
        refundedFen: order.refundedFen,
        note: order.note ?? null,
        coupon: order.coupon?.name ?? null,
        address: order.sealedAddress === undefined ? null : addressOf(order.sealedAddress),
        shipment:
          order.shipment === undefined
            ? null
            : `${order.shipment.company} ${order.shipment.trackingNo}`,
      }))
      return [
        {
          name: 'orders',
          title: '订单',
          columns: [
            { field: 'createdAt', title: '下单时间', kind: 'time' },
            { field: 'orderNo', title: '订单号', kind: 'text' },
            { field: 'source', title: '来源', kind: 'text', words: SOURCE_WORDS },
            { field: 'storeCode', title: '门店', kind: 'text' },
            { field: 'status', title: '状态', kind: 'text', words: STATUSES },
            { field: 'items', title: '买了什么', kind: 'text' },
            { field: 'totalFen', title: '应付', kind: 'fen' },
            { field: 'paidFen', title: '实付', kind: 'fen' },
            { field: 'refundedFen', title: '已退', kind: 'fen' },
            { field: 'note', title: '备注', kind: 'text' },
            { field: 'coupon', title: '优惠券', kind: 'text' },
            { field: 'address', title: '收货地址', kind: 'text' },
            { field: 'shipment', title: '物流', kind: 'text' },
          ],
          rows,
          isCapped: found.length > MAX_ROWS,
        },
        await cartRows(scope),
      ]
    },
    async eraseFor(person, erasing) {
      const changed = await anonymise(person, erasing)
      return changed + (await dropGuards(person, erasing))
    },
  }
}
