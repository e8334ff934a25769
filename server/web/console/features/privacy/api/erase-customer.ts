import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type EraseWish = { confirm: string; reason: string; doNotContact?: boolean }

/** Asks for the person to be erased for good; the work begins at once and takes up to some minutes. */
export function useEraseCustomer(customerId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ reason, doNotContact = false }: EraseWish) =>
      unwrap(
        api.POST('/api/customers/{customerId}/erasures', {
          params: { path: { customerId } },
          body: { confirm: '删除', reason, doNotContact },
        }),
      ),
    onSuccess: () => client.invalidateQueries(),
  })
}
