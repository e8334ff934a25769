import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type OperatorRow = Row<'/api/operators'>
export const OPERATORS = ['operators'] as const

/** One page of who may log in; staff of the sidebar included. */
export function useOperators(cursor: string | undefined) {
  return useQuery({
    queryKey: [...OPERATORS, cursor],
    queryFn: () => unwrap(api.GET('/api/operators', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
  })
}
