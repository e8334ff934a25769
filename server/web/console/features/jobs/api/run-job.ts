import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { JOBS } from './jobs.js'

/** Starts a job now; one that is running already is left alone. */
export function useRunJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) =>
      unwrap(api.POST('/api/jobs/{name}/run', { params: { path: { name } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: JOBS }),
  })
}
