import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { useIdempotencyKey } from '../../../../shared/http/idempotency.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { CHANNEL_CODES } from './channel-codes.js'

export type NewChannelCode = {
  name: string
  userids: string[]
  skipVerify: boolean
  /** Empty: the default text. */
  welcomeText: string
}

/** Makes a channel code in WeCom; pressing again after a failure repeats the same request. */
export function useCreateChannelCode() {
  const client = useQueryClient()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: NewChannelCode) =>
      unwrap(
        api.POST('/api/channel-codes', {
          params: { header: { 'idempotency-key': key.current() } },
          body,
        }),
      ),
    onSuccess: () => {
      key.renew()
      return client.invalidateQueries({ queryKey: CHANNEL_CODES })
    },
  })
}
