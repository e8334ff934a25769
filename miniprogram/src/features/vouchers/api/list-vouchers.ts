import { authorized, type Page, type Voucher } from '../../../platform/api'
import type { Which } from '../copy'

const PER_PAGE = 20

/** The customer's vouchers, newest first; `given`: those that friends hold now. */
export function listVouchers(which: Which, cursor: string | null): Promise<Page<Voucher>> {
  const next = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
  return authorized<Page<Voucher>>(`/mini/v1/vouchers?which=${which}&limit=${PER_PAGE}${next}`)
}
