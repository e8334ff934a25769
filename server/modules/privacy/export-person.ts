import type { Clock } from '../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type {
  ExportPart,
  ExportScope,
  PersonalDataHolder,
} from '../../platform/personal-data/index.js'
import { identifierKey, type ClearPhones } from '../customers/index.js'
import type { PersonExport } from './privacy.contract.js'
import type { AuditTrail, BrandReader, PersonIdentity } from './privacy.ports.js'

type Deps = Readonly<{
  person: PersonIdentity
  holders: readonly PersonalDataHolder[]
  brand: BrandReader
  audit: AuditTrail
  clock: Clock
}>
type Actor = Readonly<{ operatorId: string; name: string; mayReveal: boolean }>
type Located =
  Readonly<{ at: 'here'; value: PersonExport }> | Readonly<{ at: 'moved'; customerId: string }>
type Gathered =
  | Readonly<{ at: 'here'; livingId: string; parts: readonly ExportPart[] }>
  | Readonly<{ at: 'moved'; customerId: string }>
type Gone = 'customer-not-found' | 'customer-erased'
type Refusal = 'customer-not-found' | 'customer-erased' | 'reveal-limit-reached'

export type ExportPerson = ReturnType<typeof exportPerson>

/** Everything that is kept about one person: who it is, and the facts that each module keeps. */
export function exportPerson({ person, holders, brand, audit, clock }: Deps) {
  async function factsOf(scope: ExportScope): Promise<ExportPart[]> {
    const parts = await Promise.all(holders.map((holder) => holder.exportFor(scope)))
    return parts.flat()
  }

  async function wrap(
    customerId: string | null,
    phones: PersonExport['phones'],
    parts: readonly ExportPart[],
  ): Promise<PersonExport> {
    const { name: brandName } = await brand.brand()
    const exportedAt = clock.now().toISOString()
    const copies = parts.map(({ columns, rows, ...part }) => ({
      ...part,
      columns: [...columns],
      rows: [...rows],
    }))
    return { exportedAt, brandName, customerId, phones, parts: copies }
  }

  async function exportOf(customerId: string, clear: ClearPhones): Promise<Result<Gathered, Gone>> {
    const found = await person.exportOf(customerId, { clear })
    if (!found.ok || found.value.at === 'moved') {
      return found as Result<Gathered, Gone>
    }
    const { customerId: livingId, facts, parts } = found.value.value
    return ok({ at: 'here', livingId, parts: [...parts, ...(await factsOf(facts))] })
  }

  return {
    /**
     * For an operator, with an entry in the audit trail. Phones in clear only for who may see them, and then it counts as
     * one look of the day. Refuses `reveal-limit-reached`.
     */
    async forOperator(customerId: string, actor: Actor): Promise<Result<Located, Refusal>> {
      const { operatorId, name, mayReveal } = actor
      const found = await exportOf(customerId, mayReveal ? 'all' : 'none')
      if (!found.ok || found.value.at === 'moved') {
        return found as Result<Located, Refusal>
      }
      if (mayReveal && !(await person.takeReveal(operatorId, clock.now()))) {
        return refuse('reveal-limit-reached')
      }
      const { livingId, parts } = found.value
      const phones = mayReveal ? 'clear' : 'masked'
      await audit.record({
        actor: { operatorId, name },
        action: 'customer.exported',
        subject: { type: 'customer', id: livingId },
        after: { phones },
      })
      return ok({ at: 'here', value: await wrap(livingId, phones, parts) })
    },

    /** For the customer itself, known by its openid alone. Phones it has proved are its own and in clear. */
    async forCustomer(caller: Readonly<{ openid: string; appid: string }>): Promise<PersonExport> {
      const key = identifierKey('openid', caller.appid, caller.openid)
      const owner = await person.ownerOf(key)
      const found = owner === null ? null : await exportOf(owner, 'claimed')
      return found === null || !found.ok || found.value.at === 'moved'
        ? await wrap(null, 'masked', [])
        : await wrap(found.value.livingId, 'clear', found.value.parts)
    },
  }
}
