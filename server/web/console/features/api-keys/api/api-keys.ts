import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type ApiKeyRow = Row<'/api/api-keys'>
export type MadeApiKey = Answer<'/api/api-keys', 'post'>
export type Scope = ApiKeyRow['scopes'][number]
const API_KEYS = ['api-keys'] as const

/** One page of keys, revoked ones too, newest first. */
export function useApiKeys(cursor: string | undefined) {
  return useQuery({
    queryKey: [...API_KEYS, cursor],
    queryFn: () => unwrap(api.GET('/api/api-keys', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
  })
}

export type NewApiKey = {
  name: string
  scopes: Scope[]
  trusted?: boolean
  /** None: any source. */
  sources?: string[]
}

/** Makes a key; the answer is the only place where it stands. */
export function useMakeApiKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ sources = [], trusted = false, ...fields }: NewApiKey) => {
      const body = { ...fields, trusted, sources: sources.length === 0 ? null : sources }
      return unwrap(api.POST('/api/api-keys', { body }))
    },
    onSuccess: () => client.invalidateQueries({ queryKey: API_KEYS }),
  })
}

/** Nobody gets in with it from now on. */
export function useRevokeApiKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (apiKeyId: string) =>
      unwrap(api.POST('/api/api-keys/{apiKeyId}/revoke', { params: { path: { apiKeyId } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: API_KEYS }),
  })
}
