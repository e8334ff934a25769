import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { BILLS } from './bills.js'

/** Compares a day again; asked twice it is compared once. */
export function useRunBill() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (day: string) =>
      unwrap(api.POST('/api/bills/{day}/runs', { params: { path: { day } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: BILLS }),
  })
}
