import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import type { CustomerFilter } from '../filter.js'
import { VIEWS } from './views.js'

type Change = { viewId: string; name?: string; filter?: CustomerFilter }

/** Keeps a filter under a name; a name is used once. */
export function useCreateView() {
  const onSuccess = useReload()
  return useMutation({
    mutationFn: (body: { name: string; filter: CustomerFilter }) =>
      unwrap(api.POST('/api/customer-views', { body })),
    onSuccess,
  })
}

export function useUpdateView() {
  const onSuccess = useReload()
  return useMutation({
    mutationFn: ({ viewId, ...body }: Change) =>
      unwrap(api.PATCH('/api/customer-views/{viewId}', { params: { path: { viewId } }, body })),
    onSuccess,
  })
}

/** Shows it to everybody, or takes it back. */
export function useShareView() {
  const onSuccess = useReload()
  return useMutation({
    mutationFn: ({ viewId, isShared }: { viewId: string; isShared: boolean }) =>
      unwrap(
        api.PUT('/api/customer-views/{viewId}/sharing', {
          params: { path: { viewId } },
          body: { isShared },
        }),
      ),
    onSuccess,
  })
}

export function useDeleteView() {
  const onSuccess = useReload()
  return useMutation({
    mutationFn: (viewId: string) =>
      unwrap(api.DELETE('/api/customer-views/{viewId}', { params: { path: { viewId } } })),
    onSuccess,
  })
}

function useReload() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: VIEWS })
}
