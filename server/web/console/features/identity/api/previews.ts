import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { LOOKING } from './keys.js'

export type Preview = Answer<'/api/identity/previews', 'post'>
export type Word = Preview['words'][number]
export type Side = Preview['before'][number]
export type NamedIdentifier = Side['identifiers'][number]

/** What is about to be done: something said, something said taken back, a merge or split undone. */
export type Deed =
  | { kind: 'say'; words: readonly Word[] }
  | { kind: 'undo-decision'; decisionId: string }
  | { kind: 'undo-history'; historyId: string }

/** What a deed would do, worked out by the same rules that would do it; nothing is changed. Not asked for null. */
export function usePreview(deed: Deed | null) {
  return useQuery({
    queryKey: [...LOOKING, 'preview', deed],
    queryFn: () => unwrap(previewOf(deed ?? { kind: 'say', words: [] })),
    enabled: deed !== null,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}

function previewOf(deed: Deed) {
  switch (deed.kind) {
    case 'say':
      return api.POST('/api/identity/previews', { body: { words: [...deed.words] } })
    case 'undo-decision': {
      const path = { decisionId: deed.decisionId }
      return api.POST('/api/identity/decisions/{decisionId}/undo/preview', { params: { path } })
    }
    default: {
      const path = { historyId: deed.historyId }
      return api.POST('/api/identity/history/{historyId}/undo/preview', { params: { path } })
    }
  }
}
