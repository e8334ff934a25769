import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { sellVouchers, VOUCHER_STORE } from '../../../support/voucher-sale.js'
import type { House } from '../house.js'
import { json, post, type Deeds } from './deed.js'

async function atTheCounter({ system }: House) {
  const { voucherIds, codes } = await sellVouchers(system)
  const [subjectId] = voucherIds
  const [code] = codes
  const body = { code, storeCode: VOUCHER_STORE, redeemId: randomUUID() }
  return json('/api/vouchers/redeem', body, subjectId === undefined ? {} : { subjectId })
}
const Redeemed = z.object({ redemption: z.object({ redemptionId: z.string() }) })

/** What is redeemed, and taken back. */
export const VOUCHER_DEEDS: Deeds = {
  'POST /api/vouchers/redeem': {
    ...{ action: 'voucher.redeem', subject: 'voucher', tells: 'change' },
    prepare: atTheCounter,
  },
  'POST /api/vouchers/redemptions/:redemptionId/undo': {
    ...{ action: 'voucher.undo-redemption', subject: 'voucher', tells: 'change' },
    prepare: async (house, admin) => {
      const request = await atTheCounter(house)
      const { redemption } = await post(house, admin, request, Redeemed)
      const url = `/api/vouchers/redemptions/${redemption.redemptionId}/undo`
      return { url, ...(request.subjectId === undefined ? {} : { subjectId: request.subjectId }) }
    },
  },
}
