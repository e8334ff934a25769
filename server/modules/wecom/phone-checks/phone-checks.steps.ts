import { defineStep, verdict, type AnyStep } from '../../../platform/pipeline/index.js'
import type { CustomerFact, IdentifierReader } from '../../customers/index.js'
import type { StaffName, StaffService } from '../staff/staff.service.js'
import { PHONE_CHECKED, readPhoneChecked } from './phone-check-event.js'

type Deps = Readonly<{
  reader: Pick<IdentifierReader, 'externalUserid' | 'provedPhone'>
  staff: Pick<StaffService, 'namesOf'>
}>
type State = Readonly<{ staffName: (userid: string) => StaffName }>

const SOURCE = 'sidebar'

/** A proved phone is evidence of contact and number, by the staff member who was told the code. */
export const phoneCheckStep = ({ reader, staff }: Deps): AnyStep<CustomerFact> =>
  defineStep<State, object, CustomerFact>({
    name: 'wecom.phone-checks',
    handles: ({ type }) => type === PHONE_CHECKED,
    async gather({ events }) {
      const userids = events.flatMap((event) => readPhoneChecked(event)?.carrier.userid ?? [])
      return { staffName: await staff.namesOf(userids) }
    },

    decide(event, { staffName }) {
      const checked = readPhoneChecked(event)
      if (checked === null) {
        return verdict.dead('phone-check-unreadable')
      }
      const { carrier, operatorId, phone } = checked
      const number = reader.provedPhone(phone)
      const { userid } = carrier
      const by = userid === undefined ? '' : `，由${staffName(userid).name}核对`
      const entry = {
        entryId: event.key,
        eventId: event.key,
        at: event.occurredAt,
        type: event.type,
        source: SOURCE,
        group: 'wecom',
        summary: `用短信验证码验证了手机号${by}`,
        data: userid === undefined ? {} : { userid },
      } as const
      const fact: CustomerFact = {
        seen: [...reader.externalUserid(carrier.externalUserid), ...number.seen],
        blocked: number.blocked,
        kind: 'phone-checked',
        isTrusted: true,
        at: event.occurredAt,
        source: SOURCE,
        actor: userid ?? operatorId,
        timeline: [entry],
      }
      return { kind: 'ok', change: null, facts: [fact] }
    },

    apply: (state) => state,
    write: () => Promise.resolve(),
  })
