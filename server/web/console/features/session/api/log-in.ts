import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { rememberSession } from './current-session.js'

export type Credentials = { username: string; password: string }

/** Logs in by name and password; the answer sets the session cookie. */
export function useLogIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: Credentials) => {
      await unwrap(api.POST('/api/session', { body }))
      await rememberSession(client)
    },
  })
}
