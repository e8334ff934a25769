import { authorized, type OfferedVoucher, type Voucher } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'

type Gift = { voucherId: string; token: string }

const pathOf = ({ voucherId }: Gift, act: string) =>
  `/mini/v1/vouchers/${encodeURIComponent(voucherId)}/offer/${act}`

/** What a friend has sent, once the customer is logged in. */
export const useGift = (gift: Gift, { ready }: { ready: boolean }) =>
  useResource(ready ? `${gift.voucherId}:${gift.token}` : null, () =>
    authorized<OfferedVoucher>(pathOf(gift, 'look'), {
      method: 'POST',
      body: { token: gift.token },
    }),
  )

/** Takes it; pressed again it is the same. */
export const acceptGift = (gift: Gift): Promise<Voucher> =>
  authorized<Voucher>(pathOf(gift, 'accept'), { method: 'POST', body: { token: gift.token } })
