import type { Connection } from 'mongoose'
import { valueOfKey, type PersonalDataHolder } from '../../platform/personal-data/index.js'
import { paymentModel, type PaymentDocument } from './payments.model.js'

const MAX_ROWS = 5_000
const MAX_MS = 10_000

const openidsOf = (keys: Iterable<string>) =>
  [...keys]
    .filter((key) => key.startsWith('openid:'))
    .map((key) => ({ key, openid: valueOfKey(key) }))

const STATES: Readonly<Record<PaymentDocument['state'], string>> = {
  created: '已发起',
  prepaid: '等待付款',
  paid: '已付款',
  closed: '已关闭',
  'paid-late': '关单后付款',
}

/** Payments of one person. Erased, the amount and WeChat's number stay, which the books need; the payer goes. */
export function paymentsPersonalData(db: Connection): PersonalDataHolder {
  const payments = paymentModel(db)
  return {
    name: 'payments',
    async exportFor({ keys: identifierKeys }) {
      const openid = { $in: openidsOf(identifierKeys).map((one) => one.openid) }
      const found = await payments
        .find({ openid })
        .sort({ _id: -1 })
        .limit(MAX_ROWS + 1)
        .maxTimeMS(MAX_MS)
        .lean<PaymentDocument[]>()
      const rows = found.slice(0, MAX_ROWS).map((payment) => ({
        createdAt: payment.createdAt.toISOString(),
        description: payment.description,
        state: payment.state,
        amountFen: payment.amountFen,
        paidAt: payment.paidAt?.toISOString() ?? null,
        transactionId: payment.transactionId ?? null,
      }))
      return [
        {
          name: 'payments',
          title: '付款',
          columns: [
            { field: 'createdAt', title: '发起时间', kind: 'time' },
            { field: 'description', title: '内容', kind: 'text' },
            { field: 'state', title: '状态', kind: 'text', words: STATES },
            { field: 'amountFen', title: '金额', kind: 'fen' },
            { field: 'paidAt', title: '付款时间', kind: 'time' },
            { field: 'transactionId', title: '微信支付单号', kind: 'text' },
          ],
          rows,
          isCapped: found.length > MAX_ROWS,
        },
      ]
    },
    async eraseFor({ tombstones }, { tx, limit }) {
      const openids = new Map(openidsOf(tombstones.keys()).map(({ key, openid }) => [openid, key]))
      const mine = { openid: { $in: [...openids.keys()] } }
      const found = await payments
        .find(mine, { openid: 1 }, { session: tx })
        .limit(limit)
        .lean<Pick<PaymentDocument, '_id' | 'openid'>[]>()
      if (found.length > 0) {
        await payments.bulkWrite(
          found.map(({ _id, openid }) => {
            const tombstone = valueOfKey(tombstones.get(openids.get(openid ?? '') ?? '') ?? '')
            const update = { $set: { openid: tombstone }, $inc: { revision: 1 } }
            return { updateOne: { filter: { _id }, update } }
          }),
          { session: tx },
        )
      }
      return found.length
    },
  }
}
