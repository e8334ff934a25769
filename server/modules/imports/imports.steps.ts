import { defineStep, type AnyStep, type InboundEvent } from '../../platform/pipeline/index.js'
import type { CustomerFact } from '../customers/index.js'
import { evidenceSource, type Import } from './imports.domain.js'
import { MEMBER_EVENT } from './row-facts.js'

/** Makes members of the rows of imports; changes nothing itself. */
export const memberStep: AnyStep<CustomerFact> = defineStep<object, never, CustomerFact>({
  name: 'imports.member',
  handles: (event) => event.type === MEMBER_EVENT,
  gather: () => Promise.resolve({}),
  decide: (event) => ({ kind: 'ok', change: null, facts: [event.data as CustomerFact] }),
  apply: (state) => state,
  write: () => Promise.resolve(),
})

/** The orders' step, with what it tells of people as evidence of this import. */
export function asEvidenceOf(
  { importId, createdBy }: Pick<Import, 'importId' | 'createdBy'>,
  step: AnyStep<CustomerFact>,
): AnyStep<CustomerFact> {
  const ours = (fact: CustomerFact): CustomerFact => ({
    ...fact,
    kind: 'import',
    source: evidenceSource(importId),
    actor: createdBy.operatorId,
  })
  return {
    ...step,
    async open(batch) {
      const run = await step.open(batch)
      return {
        decide(event: InboundEvent, facts: readonly CustomerFact[]) {
          const answer = run.decide(event, facts)
          return answer.kind === 'ok'
            ? { ...answer, facts: (answer.facts ?? []).map(ours) }
            : answer
        },
        write: (tx) => run.write(tx),
      }
    },
  }
}
