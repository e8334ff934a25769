import { defineStep, type AnyStep, type InboundEvent } from '../../platform/pipeline/index.js'
import type { CustomerFact, IdentifierReader } from '../customers/index.js'
import { evidenceSource, type Import, type ImportSettings } from './imports.domain.js'
import { MEMBER_EVENT, memberFact } from './row-facts.js'
import type { MemberRow } from './rows.domain.js'

type Context = Readonly<{
  about: Pick<Import, 'importId' | 'createdBy'>
  settings: ImportSettings
  reader: Pick<IdentifierReader, 'read'>
}>

/** Makes members of the rows of one import; changes nothing itself. */
export function memberStep(context: Context): AnyStep<CustomerFact> {
  return defineStep<object, never, CustomerFact>({
    name: 'imports.member',
    handles: (event) => event.type === MEMBER_EVENT,
    gather: () => Promise.resolve({}),
    decide: (event) => ({
      kind: 'ok',
      change: null,
      facts: [memberFact(event.data as MemberRow, context)],
    }),
    apply: (state) => state,
    write: () => Promise.resolve(),
  })
}

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
