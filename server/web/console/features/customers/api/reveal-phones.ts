import { useMutation } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

/** Shows a customer's phones in clear; needs `phones.reveal`, and the server keeps a record of it. */
export function useRevealPhones(customerId: string) {
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/customers/{customerId}/phones/reveal', {
          params: { path: { customerId } },
          body: {},
        }),
      ),
  })
}
