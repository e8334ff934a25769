import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { CHANNEL_CODES } from './channel-codes.js'

type Change = { channelCodeId: string; name: string; welcomeText: string }

/** Changes name and welcome text; the picture and who is added stay. */
export function useUpdateChannelCode() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ channelCodeId, ...body }: Change) =>
      unwrap(
        api.PATCH('/api/channel-codes/{channelCodeId}', {
          params: { path: { channelCodeId } },
          body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: CHANNEL_CODES }),
  })
}
