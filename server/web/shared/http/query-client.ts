import { QueryCache, MutationCache, QueryClient } from '@tanstack/react-query'
import { isNotLoggedIn, Problem } from './problem.js'

const FRESH_MS = 15_000
const MAX_RETRIES = 1

/** One cache per page. `onLoggedOut` is called when any answer says that the session is over. */
export function makeQueryClient(onLoggedOut: (client: QueryClient) => void): QueryClient {
  const onError = (error: unknown) => {
    if (isNotLoggedIn(error)) {
      onLoggedOut(client)
    }
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: FRESH_MS, refetchOnWindowFocus: false, retry: worthRetrying },
    },
  })
  return client
}

/** Reads only: a 4xx would come back the same. */
function worthRetrying(failures: number, error: unknown): boolean {
  const lasting = error instanceof Problem && error.status >= 400 && error.status < 500
  return !lasting && failures < MAX_RETRIES
}
