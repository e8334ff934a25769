import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { OPERATORS, type OperatorRow } from './operators.js'

export type NewOperator = {
  username: string
  name: string
  role: Exclude<OperatorRow['role'], 'staff'>
  password: string
  /** None chosen: all stores. */
  storeCodes?: string[]
}

/** Adds somebody who logs in by name and password and sees these stores. */
export function useCreateOperator() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ storeCodes = [], ...body }: NewOperator) => {
      const seen = storeCodes.length === 0 ? null : storeCodes
      return unwrap(api.POST('/api/operators', { body: { ...body, storeCodes: seen } }))
    },
    onSuccess: () => client.invalidateQueries({ queryKey: OPERATORS }),
  })
}

type StatusChange = { operatorId: string; status: OperatorRow['status'] }

/** Lets an operator in again or keeps them out; their sessions end at once. */
export function useSetOperatorStatus() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ operatorId, status }: StatusChange) =>
      unwrap(
        api.PATCH('/api/operators/{operatorId}', {
          params: { path: { operatorId } },
          body: { status },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: OPERATORS }),
  })
}
