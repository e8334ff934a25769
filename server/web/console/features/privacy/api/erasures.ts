import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type ErasureRow = Row<'/api/erasures'>

/** The work takes seconds to minutes: the page looks again until it is done. */
const LOOK_AGAIN_MS = 3_000
const isUnderWay = ({ state, dueAt }: ErasureRow) =>
  state === 'running' || (state === 'waiting' && Date.parse(dueAt) <= Date.now())

/** One page of requests to erase somebody, newest first; whom they are about is told nowhere. */
export function useErasures(cursor: string | undefined) {
  return useQuery({
    queryKey: ['erasures', cursor],
    queryFn: () => unwrap(api.GET('/api/erasures', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(isUnderWay) === true ? LOOK_AGAIN_MS : false,
  })
}
