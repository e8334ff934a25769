import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type ChannelCode = Row<'/api/channel-codes'>
export const CHANNEL_CODES = ['channel-codes'] as const

const WHILE_MADE_MS = 2_000

/** One page of channel codes; asked again every two seconds while WeCom still makes one of them. */
export function useChannelCodes(cursor: string | undefined) {
  return useQuery({
    queryKey: [...CHANNEL_CODES, cursor],
    queryFn: () => unwrap(api.GET('/api/channel-codes', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some((code) => code.status === 'creating') ? WHILE_MADE_MS : false,
  })
}
