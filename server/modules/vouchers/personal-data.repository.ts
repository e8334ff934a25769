import type { Connection } from 'mongoose'
import {
  type ErasedPerson,
  type Erasing,
  type PersonalDataHolder,
} from '../../platform/personal-data/index.js'
import { factsIn, type FactScope } from '../customers/index.js'
import type { HolderKey, VoucherState } from './voucher.domain.js'
import { voucherModel, type VoucherDocument } from './vouchers.model.js'

const MAX_ROWS = 5_000
const MAX_MS = 10_000

const STATES: Readonly<Record<VoucherState, string>> = {
  active: '可使用',
  offered: '赠送中',
  redeemed: '已核销',
  'refund-pending': '退款中',
  refunded: '已退款',
  lapsed: '已失效',
}

/** Vouchers of one person: exported without their codes; erased, they keep what was sold and used for how much, and nobody. */
export function vouchersPersonalData(db: Connection): PersonalDataHolder {
  const model = voucherModel(db)

  async function anonymise(
    field: 'identifierKey' | 'payerKey',
    { tombstones }: ErasedPerson,
    { tx, limit }: Erasing,
  ): Promise<number> {
    const mine = { [field]: { $in: [...tombstones.keys()] as HolderKey[] } }
    const found = await model
      .find(mine, { [field]: 1 }, { session: tx })
      .limit(limit)
      .lean<Pick<VoucherDocument, '_id' | typeof field>[]>()
    if (found.length > 0) {
      const next = (key: string) => tombstones.get(key) as HolderKey
      await model.bulkWrite(
        found.map((document) => ({
          updateOne: {
            filter: { _id: document._id },
            update: { $set: { [field]: next(document[field]) }, $inc: { revision: 1 } },
          },
        })),
        { session: tx },
      )
    }
    return found.length
  }

  return {
    name: 'vouchers',
    async exportFor(scope) {
      const found = await model
        .find(factsIn(scope as FactScope, (createdAt) => ({ createdAt })))
        .sort({ createdAt: -1, _id: -1 })
        .limit(MAX_ROWS + 1)
        .maxTimeMS(MAX_MS)
        .lean<VoucherDocument[]>()
      const rows = found.slice(0, MAX_ROWS).map((voucher) => ({
        createdAt: voucher.createdAt.toISOString(),
        name: voucher.name,
        codeTail: voucher.codeTail,
        state: voucher.state,
        usesLeft: String(voucher.usesLeft),
        soldFen: voucher.soldFen,
        validTo: voucher.validTo.toISOString(),
      }))
      return [
        {
          name: 'vouchers',
          title: '券',
          columns: [
            { field: 'createdAt', title: '购买时间', kind: 'time' },
            { field: 'name', title: '名称', kind: 'text' },
            { field: 'codeTail', title: '券码后四位', kind: 'text' },
            { field: 'state', title: '状态', kind: 'text', words: STATES },
            { field: 'usesLeft', title: '剩余次数', kind: 'text' },
            { field: 'soldFen', title: '实付', kind: 'fen' },
            { field: 'validTo', title: '有效期至', kind: 'time' },
          ],
          rows,
          isCapped: found.length > MAX_ROWS,
        },
      ]
    },
    async eraseFor(person, erasing) {
      const held = await anonymise('identifierKey', person, erasing)
      return held + (await anonymise('payerKey', person, erasing))
    },
  }
}
