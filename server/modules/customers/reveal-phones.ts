import type { Clock } from '../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { AuditTrail } from './customers.ports.js'
import type { CustomerQueries, Located } from './customer-queries.js'
import { ofType } from './customers.view.js'
import type { IdentifierText } from './identifier-text.js'
import type { Reveals } from './reveals.repository.js'

type Deps = Readonly<{
  queries: Pick<CustomerQueries, 'person'>
  reveals: Reveals
  text: IdentifierText
  audit: AuditTrail
  clock: Clock
}>
type Actor = Readonly<{ operatorId: string; name: string }>
type Refusal = 'customer-not-found' | 'customer-erased' | 'reveal-limit-reached'
type Answer = Result<Located<{ phones: { value: string }[] }>, Refusal>

export type RevealPhones = ReturnType<typeof revealPhones>

/**
 * Phones in clear. Each look is one entry in the audit trail, written before anything is shown, and one of the operator's
 * 100 of the day: a stolen session cannot read them all. Refuses `reveal-limit-reached`.
 */
export function revealPhones({ queries, reveals, text, audit, clock }: Deps) {
  return async (
    customerId: string,
    { actor, reason }: Readonly<{ actor: Actor; reason?: string }>,
  ): Promise<Answer> => {
    const found = await queries.person(customerId)
    if (!found.ok || found.value.at === 'moved') {
      return found as Answer
    }
    if (!(await reveals.take(actor.operatorId, clock.now()))) {
      return refuse('reveal-limit-reached')
    }
    const person = found.value.value
    const phones = ofType(person, 'phone')
    await audit.record({
      actor: { operatorId: actor.operatorId, name: actor.name },
      action: 'customer.phones-revealed',
      subject: { type: 'customer', id: person.customer._id },
      after: { phones: phones.map(({ identifier }) => text.masked(identifier)) },
      ...(reason === undefined ? {} : { reason }),
    })
    const shown = phones.map(({ identifier }) => ({ value: text.clear(identifier) }))
    return ok({ at: 'here', value: { phones: shown } })
  }
}
