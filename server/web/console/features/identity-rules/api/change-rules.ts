import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { RULES, type RuleNumbers, type Rules, type SourceTrust } from './rules.js'

export type RulesContent = { numbers: RuleNumbers; sources: SourceTrust[]; reason: string }

const pathOf = (version: number) => ({ params: { path: { version } } })

/** Everything about rules is asked anew after each of these. */
function useChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSettled: () => client.invalidateQueries({ queryKey: RULES }),
  })
}

/** Writes a draft down, or changes the one that there is; what was counted for it is gone then. */
export const useSaveDraft = (known: Rules | null) =>
  useChange((content: RulesContent) =>
    known === null
      ? unwrap(api.POST('/api/identity/rules', { body: content }))
      : unwrap(
          api.PUT('/api/identity/rules/{version}', {
            ...pathOf(known.version),
            body: { ...content, revision: known.revision },
          }),
        ),
  )

/** Counts over everybody, or goes on counting; nobody is changed. */
export const useTry = ({ version, revision }: Rules) =>
  useChange(() =>
    unwrap(
      api.POST('/api/identity/rules/{version}/trial', { ...pathOf(version), body: { revision } }),
    ),
  )

/** Gives a draft up. */
export const useDiscard = ({ version, revision }: Rules) =>
  useChange(() =>
    unwrap(
      api.POST('/api/identity/rules/{version}/discard', { ...pathOf(version), body: { revision } }),
    ),
  )

/** Stops counting or applying. */
export const useStop = ({ version }: Rules) =>
  useChange(() => unwrap(api.POST('/api/identity/rules/{version}/stop', pathOf(version))))

/** Puts a draft in force and has it applied to everybody, or goes on with that. */
export const useApply = ({ version, revision }: Rules) =>
  useChange((reason: string) =>
    unwrap(
      api.POST('/api/identity/rules/{version}/application', {
        ...pathOf(version),
        body: { revision, reason },
      }),
    ),
  )
