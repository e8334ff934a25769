import { useQuery } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

const MOST = 100

/** Staff members to choose from, the first hundred; needs `staff.read`. */
export function useStaffOptions(enabled: boolean) {
  return useQuery({
    queryKey: ['staff'],
    queryFn: () => unwrap(api.GET('/api/staff', { params: { query: { limit: MOST } } })),
    enabled,
  })
}
