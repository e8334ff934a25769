import { authorized, type Voucher } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'

/** One voucher with its code, once the customer is logged in. */
export const useVoucher = (voucherId: string, { ready }: { ready: boolean }) =>
  useResource(ready ? voucherId : null, () =>
    authorized<Voucher>(`/mini/v1/vouchers/${encodeURIComponent(voucherId)}`),
  )
