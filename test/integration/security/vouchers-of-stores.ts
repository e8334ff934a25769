import { newId } from '../../../server/platform/ids/index.js'
import type { Db } from '../../../server/platform/mongo/index.js'

const HOUR_MS = 60 * 60_000

/** A voucher that this store alone redeems, and has redeemed; written as the product leaves it behind. */
export async function soldIn(db: Db, storeCode: string): Promise<string> {
  const [voucherId, orderId, at] = [newId('vch'), newId('ord'), new Date()]
  const holder = 'openid:wx:nobody'
  await db.collection<{ _id: string }>('vouchers').insertOne({
    _id: voucherId,
    ...{ revision: 1, orderId, identifierKey: holder, payerKey: holder, name: '下午茶' },
    ...{ code: 'k1.none', codeKey: voucherId, codeTail: '7QRX', state: 'active', leftFen: [1] },
    ...{ usesLeft: 1, owedFen: 1, uses: 2, soldFen: 2, storeCodes: [storeCode] },
    ...{ atExpiry: 'lapse', validFrom: at, validTo: new Date(at.getTime() + HOUR_MS) },
    createdAt: at,
  } as { _id: string })
  await db.collection<{ _id: string }>('voucher_redemptions').insertOne({
    _id: newId('rdm'),
    ...{ voucherId, orderId, redeemId: `r-${storeCode}`, source: 'key:pos', storeCode },
    ...{ uses: 1, useFen: [1], amountFen: 1, usesLeft: 1, at },
  } as { _id: string })
  return voucherId
}
