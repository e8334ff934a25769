import type { Clock } from '../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import { identifierKey } from '../customers/index.js'
import type { Erasures } from './erasures.repository.js'
import { newErasure, type Erasure } from './privacy.domain.js'
import type { AuditTrail, PersonIdentity } from './privacy.ports.js'

export const ERASE_JOB = 'privacy.erase'

type Deps = Readonly<{
  erasures: Erasures
  person: Pick<PersonIdentity, 'living' | 'ownerOf'>
  audit: AuditTrail
  inTransaction: InTransaction
  clock: Clock
  /** Asks for a run of a job as soon as possible. */
  requestJob(name: string): Promise<boolean>
}>
type Actor = Readonly<{ operatorId: string; name: string }>
type Caller = Readonly<{ openid: string; appid: string }>
type Wish = Readonly<{ reason: string; doNotContact: boolean }>
type OperatorRefusal = 'customer-not-found' | 'customer-erased' | 'erasure-under-way'

export type ErasureService = ReturnType<typeof erasureService>

/** Requests to erase a person: who asked, when, and how far it is. The work itself is erase-person.ts. */
export function erasureService(deps: Deps) {
  const { erasures, person, audit, inTransaction, clock, requestJob } = deps
  const keyOf = ({ openid, appid }: Caller) => identifierKey('openid', appid, openid)

  return {
    isErased: (customerId: string) => erasures.isErased(customerId),
    isBeingErased: (subjects: readonly string[]) => erasures.isBeingErased(subjects, clock.now()),
    page: (query: { beforeId?: Id<'ers'>; limit: number }) => erasures.page(query),

    /** Due at once. A merged id means the customer that it leads to. */
    async byOperator(
      customerId: string,
      { reason, doNotContact }: Wish,
      actor: Actor,
    ): Promise<Result<Erasure, OperatorRefusal>> {
      const subject = await person.living(customerId as Id<'cus'>)
      if (subject === null) {
        const isErased = await erasures.isErased(customerId)
        return refuse(isErased ? 'customer-erased' : 'customer-not-found')
      }
      const { operatorId, name: operatorName } = actor
      const asked = { by: 'operator', operatorId, operatorName, subject, reason } as const
      const erasure = newErasure({ ...asked, erasureId: newId('ers'), doNotContact }, clock.now())
      const { erasureId } = erasure
      const outcome = await inTransaction<string>({ commitIf: 'saved' }, async (tx) => {
        // Begun again, maybe by a process that was frozen meanwhile: somebody else's request may be done.
        if (await erasures.isErased(subject, { tx })) {
          return 'erased'
        }
        await audit.record(
          {
            actor: { operatorId, name: operatorName },
            action: 'customer.erase-requested',
            subject: { type: 'customer', id: subject },
            after: { erasureId, doNotContact },
            reason,
          },
          { tx },
        )
        return erasures.insert(erasure, { tx })
      })
      if (outcome !== 'saved') {
        return refuse(outcome === 'erased' ? 'customer-erased' : 'erasure-under-way')
      }
      await requestJob(ERASE_JOB)
      return ok(erasure)
    },

    /** What the customer has asked for; null: nothing is open. */
    openOf: (caller: Caller): Promise<Erasure | null> => erasures.openOf(keyOf(caller)),

    /** Due after the cooling-off; asked again, the first request stands. Refuses a customer of whom nothing is known. */
    async byCustomer(
      caller: Caller,
      { doNotContact }: Pick<Wish, 'doNotContact'>,
    ): Promise<Result<Erasure, 'customer-not-found'>> {
      const subject = keyOf(caller)
      if ((await person.ownerOf(subject)) === null) {
        return refuse('customer-not-found')
      }
      const nobody = { by: 'customer', operatorId: null, operatorName: null, reason: null } as const
      const request = { ...nobody, erasureId: newId('ers'), subject, doNotContact }
      const erasure = newErasure(request, clock.now())
      await inTransaction({ commitIf: 'saved' }, (tx) => erasures.insert(erasure, { tx }))
      return ok((await erasures.openOf(subject)) ?? erasure)
    },

    /** Calls the own request back while it waits. Refuses `erasure-not-waiting`. */
    async cancel(caller: Caller): Promise<Result<null, 'erasure-not-waiting'>> {
      const found = await erasures.openOf(keyOf(caller))
      if (found === null || found.state !== 'waiting') {
        return refuse('erasure-not-waiting')
      }
      const cancelled = { ...found, state: 'cancelled', cancelledAt: clock.now() } as const
      return (await erasures.save(cancelled)) === 'saved' ? ok(null) : refuse('erasure-not-waiting')
    },
  }
}
