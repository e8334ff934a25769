import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { forgetSession } from './current-session.js'

/** Ends the session and throws away what was read in it. */
export function useLogOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/session')),
    onSuccess: () => {
      forgetSession(client)
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    },
  })
}
