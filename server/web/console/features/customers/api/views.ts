import { useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type SavedView = Row<'/api/customer-views'>
export const VIEWS = ['customer-views'] as const

/** Filters that one has saved, then those that others share. */
export function useViews() {
  return useQuery({ queryKey: VIEWS, queryFn: () => unwrap(api.GET('/api/customer-views')) })
}
