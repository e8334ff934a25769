import { useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type StaffMember = Row<'/api/staff'>
const MOST = 100

/** Staff members as WeCom lists them; the first hundred. */
export function useStaff() {
  return useQuery({
    queryKey: ['staff'],
    queryFn: () => unwrap(api.GET('/api/staff', { params: { query: { limit: MOST } } })),
  })
}
