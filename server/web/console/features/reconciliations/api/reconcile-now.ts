import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { RECONCILIATIONS } from './reconciliations.js'

/** Starts a comparison now, by the name of its job; one that is running already is left alone. */
export function useReconcileNow() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) =>
      unwrap(api.POST('/api/jobs/{name}/run', { params: { path: { name } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: RECONCILIATIONS }),
  })
}
