import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type SentCode = Answer<'/api/sidebar/phone-checks', 'post'>

/** Sends a code to a phone of the customer in this chat. */
export function useSendCode(externalUserid: string) {
  return useMutation({
    mutationFn: (phone: string) =>
      unwrap(api.POST('/api/sidebar/phone-checks', { body: { externalUserid, phone } })),
  })
}

/** The code as the customer read it out. */
export function useProvePhone() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ checkId, code }: { checkId: string; code: string }) =>
      unwrap(
        api.POST('/api/sidebar/phone-checks/{checkId}/proof', {
          params: { path: { checkId } },
          body: { code },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sidebar-customer'] }),
  })
}
