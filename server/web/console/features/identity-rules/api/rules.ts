import { useQuery } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Rules = Row<'/api/identity/rules'>
export type RuleNumbers = Rules['numbers']
export type SourceTrust = Rules['sources'][number]
export type Run = NonNullable<Rules['trial']>
export type Sample = Answer<'/api/identity/rules/{version}/samples'>['items'][number]
export const RULES = ['identity-rules'] as const

const WHILE_WORKING_MS = 1_000
const isWorking = ({ trial, application }: Rules): boolean =>
  [trial?.state, application?.state].includes('running')

/** Every version, newest first; asked again and again while one is tried or applied. */
export function useRules() {
  return useQuery({
    queryKey: [...RULES, 'list'],
    queryFn: () => unwrap(api.GET('/api/identity/rules')),
    refetchInterval: ({ state }) => (state.data?.items.some(isWorking) ? WHILE_WORKING_MS : false),
  })
}

/** Whom a draft would change; `found`: how many were counted, so that new ones are asked for. */
export function useSamples(version: number, found: number) {
  return useQuery({
    queryKey: [...RULES, 'samples', version, found],
    queryFn: () =>
      unwrap(api.GET('/api/identity/rules/{version}/samples', { params: { path: { version } } })),
  })
}
