import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type ImportRow = Row<'/api/imports'>
export type ImportDetail = Answer<'/api/imports/{importId}'>
export type ImportStatus = ImportRow['status']
export type ImportKind = ImportRow['kind']
export type Mapping = NonNullable<ImportDetail['settings']>['mapping']
export type Field = keyof Mapping
export const IMPORTS = ['imports'] as const

const WHILE_WORKING_MS = 1_000
const WORKING: readonly ImportStatus[] = ['checking', 'running', 'undoing']
export const isWorking = ({ status }: Pick<ImportRow, 'status'>): boolean =>
  WORKING.includes(status)

/** One page of imports, newest first; asked again and again while one is worked. */
export function useImports(cursor: string | undefined) {
  return useQuery({
    queryKey: [...IMPORTS, cursor],
    queryFn: () => unwrap(api.GET('/api/imports', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(isWorking) ? WHILE_WORKING_MS : false),
  })
}

export function useImport(importId: string) {
  return useQuery({
    queryKey: [...IMPORTS, 'one', importId],
    queryFn: () => unwrap(api.GET('/api/imports/{importId}', { params: { path: { importId } } })),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isWorking(state.data) ? WHILE_WORKING_MS : false,
  })
}
