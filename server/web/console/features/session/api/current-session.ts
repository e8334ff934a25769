import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { isNotLoggedIn, unwrap } from '../../../../shared/http/problem.js'

export type CurrentSession = Answer<'/api/session'>
const KEY = ['session'] as const

// The session itself is an httpOnly cookie. This mark only spares a visitor who never logged in the
// question that the server would answer with 401.
const MARK = 'huike.console.logged-in'

/** The operator who is logged in; null when nobody is. */
export function useCurrentSession() {
  return useQuery({ queryKey: KEY, queryFn: readSession, staleTime: Infinity })
}

/** The same inside the frame, where somebody is logged in. */
export function useOperator(): CurrentSession['operator'] | undefined {
  return useQueryClient().getQueryData<CurrentSession | null>(KEY)?.operator
}

export function useMay(permission: string): boolean {
  return useOperator()?.permissions.includes(permission) ?? false
}

/** Asks anew who is logged in, after a log-in. */
export async function rememberSession(client: QueryClient): Promise<void> {
  localStorage.setItem(MARK, '1')
  await client.fetchQuery({ queryKey: KEY, queryFn: readSession, staleTime: 0 })
}

export function forgetSession(client: QueryClient): void {
  localStorage.removeItem(MARK)
  client.setQueryData(KEY, null)
}

async function readSession(): Promise<CurrentSession | null> {
  if (localStorage.getItem(MARK) === null) {
    return null
  }
  return unwrap(api.GET('/api/session')).catch((error: unknown) => {
    if (isNotLoggedIn(error)) {
      localStorage.removeItem(MARK)
      return null
    }
    throw error
  })
}
