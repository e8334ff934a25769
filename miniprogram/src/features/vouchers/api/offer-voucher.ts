import { authorized, type VoucherOffer } from '../../../platform/api'

const pathOf = (voucherId: string) => `/mini/v1/vouchers/${encodeURIComponent(voucherId)}/offer`

/** Offers a voucher to a friend for 48 hours; again: the offer that stands. */
export const offerVoucher = (voucherId: string): Promise<VoucherOffer> =>
  authorized<VoucherOffer>(pathOf(voucherId), { method: 'POST' })

/** Takes the offer back, unless the friend was faster. */
export const cancelOffer = (voucherId: string): Promise<unknown> =>
  authorized<unknown>(pathOf(voucherId), { method: 'DELETE' })
