import { useRef } from 'react'
import type { Page, Voucher } from '../../platform/api'
import { useResource, type Resource } from '../../platform/api/use-resource'
import { useSending } from '../../platform/api/use-sending'
import { listVouchers } from './api/list-vouchers'
import type { Which } from './copy'

type Vouchers = { list: Resource<Page<Voucher>>; more: () => void; loadingMore: boolean }

/** The vouchers of one filter, page by page. */
export function useVoucherList(which: Which): Vouchers {
  const list = useResource(`vouchers ${which}`, () => listVouchers(which, null))
  const { busy, send } = useSending()
  const current = useRef(list)
  current.current = list
  const more = () =>
    send(async () => {
      const shown = current.current.data
      if (shown?.nextCursor == null) {
        return
      }
      const next = await listVouchers(which, shown.nextCursor)
      if (current.current.data === shown) {
        list.replace({ items: [...shown.items, ...next.items], nextCursor: next.nextCursor })
      }
    })
  return { list, more, loadingMore: busy }
}
