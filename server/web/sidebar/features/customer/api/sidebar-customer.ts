import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type SidebarCustomer = Answer<'/api/sidebar/customer'>

/** Why the customer of this chat is one person; asked when somebody wants to know. */
export function useSidebarIdentity(externalUserid: string) {
  return useQuery({
    queryKey: ['sidebar-identity', externalUserid],
    queryFn: () =>
      unwrap(api.GET('/api/sidebar/customer/identity', { params: { query: { externalUserid } } })),
  })
}

const REFRESH_MS = 20_000

/** Who is in this chat, as far as we know them; refreshed while it is shown. */
export function useSidebarCustomer(externalUserid: string) {
  return useQuery({
    queryKey: ['sidebar-customer', externalUserid],
    queryFn: () =>
      unwrap(api.GET('/api/sidebar/customer', { params: { query: { externalUserid } } })),
    refetchInterval: REFRESH_MS,
  })
}
