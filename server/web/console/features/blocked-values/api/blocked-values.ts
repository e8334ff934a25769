import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type BlockedRow = Row<'/api/identity/blocked'>
type Rules = Answer<'/api/identity/blocked/rules'>
export type BlockedRule = Rules['rules'][number]['rule']
export type RuleRow = Rules['rules'][number]
export type OwnerlessDay = Rules['days'][number]
export const BLOCKED = ['blocked-values'] as const

/** One page of the values that operators have put on the list. */
export function useBlockedValues(cursor: string | undefined) {
  return useQuery({
    queryKey: [...BLOCKED, 'list', cursor],
    queryFn: () => unwrap(api.GET('/api/identity/blocked', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
  })
}

/** What the rules of the product have met, and the facts without owner, of the last 30 days. */
export function useBlockedRules() {
  return useQuery({
    queryKey: [...BLOCKED, 'rules'],
    queryFn: () => unwrap(api.GET('/api/identity/blocked/rules')),
  })
}
