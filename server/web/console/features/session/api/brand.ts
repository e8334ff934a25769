import { useQuery } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

/** The brand's name and whether this is a sandbox: known before anybody is logged in. */
export function useBrand() {
  return useQuery({
    queryKey: ['brand'],
    queryFn: () => unwrap(api.GET('/mini/v1/config')),
    staleTime: Infinity,
  })
}
