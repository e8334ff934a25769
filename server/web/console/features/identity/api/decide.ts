import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { askAnew } from './keys.js'
import type { Deed, Preview } from './previews.js'

type Asked = { deed: Deed; preview: Preview; reason: string }

/** Does what the preview shows; refused when anything has changed since. */
export function useDecide() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ deed, preview, reason }: Asked) => {
      const { token, words } = preview
      if (deed.kind === 'undo-decision') {
        const path = { decisionId: deed.decisionId }
        const body = { token, reason }
        const url = '/api/identity/decisions/{decisionId}/undo'
        return unwrap(api.POST(url, { params: { path }, body }))
      }
      // To undo a merge is to say something: the words of its preview.
      return unwrap(api.POST('/api/identity/decisions', { body: { words, token, reason } }))
    },
    onSuccess: () => void askAnew(client),
  })
}
