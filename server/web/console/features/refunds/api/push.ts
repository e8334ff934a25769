import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { REFUNDS } from './refunds.js'

/** `retry`: what had stopped, its amount reserved anew; `send-now`: without waiting for the pause. */
export type Push = 'retry' | 'send-now'

type Told = { onDone: () => void; onProblem: (error: unknown) => void }

/** Tells how it ended even when the row has gone to another group by then. */
export function usePush(push: Push, { onDone, onProblem }: Told) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (refundId: string) => {
      const params = { path: { refundId } }
      return unwrap(
        push === 'retry'
          ? api.POST('/api/refunds/{refundId}/retry', { params })
          : api.POST('/api/refunds/{refundId}/send-now', { params }),
      )
    },
    onSuccess: onDone,
    onError: onProblem,
    // also after a refusal: it says that the row is not what it was
    onSettled: () =>
      Promise.all(
        [REFUNDS, ['workbench'], ['ledger']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
