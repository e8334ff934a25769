import type { ProductDetail } from '../../platform/api'

type Terms = NonNullable<ProductDetail['voucher']>

/** What is promised with a voucher, before it is bought. */
export function promiseWords({ validDays, validUntilOn, uses, atExpiry }: Terms): string {
  const end = validUntilOn === undefined ? `买后 ${validDays} 天内有效` : `${validUntilOn} 前有效`
  const times = uses > 1 ? `，每张可用 ${uses} 次` : ''
  const then = atExpiry === 'refund' ? '到期没用完自动退款' : '到期没用完作废，不退款'
  return `${end}${times}，${then}`
}
