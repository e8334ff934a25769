import { moneyText } from '../../../../shared/format/money.js'
import { agoText, dateText } from '../../../../shared/format/time.js'
import { Avatar } from '../../../../shared/kit/avatar.js'
import type { SidebarCustomer } from '../api/sidebar-customer.js'
import { copy } from '../copy.js'

type Props = { customer: SidebarCustomer; showsIdentity: boolean; onIdentity: () => void }

export function Who({ customer, showsIdentity, onIdentity }: Props) {
  const { name, avatar, relation } = customer
  return (
    <section className="panel" aria-label={copy.who}>
      <div className="who">
        <Avatar name={name} src={avatar} size={44} square />
        <div>
          <h1>
            {name ?? copy.noName} <em>{copy.wechat}</em>
          </h1>
          <p>{friendText(relation)}</p>
        </div>
        <button
          type="button"
          className="btn touch"
          aria-expanded={showsIdentity}
          onClick={onIdentity}
        >
          {copy.identity}
        </button>
      </div>
      <Numbers customer={customer} />
    </section>
  )
}

function friendText(relation: SidebarCustomer['relation']): string {
  if (relation === null) {
    return copy.notYours
  }
  const over = relation.state !== 'active' && relation.endedAt !== null
  return over
    ? copy.ended(dateText(relation.endedAt ?? relation.since))
    : copy.since(dateText(relation.since))
}

function Numbers({ customer: { phones, metrics } }: { customer: SidebarCustomer }) {
  return (
    <dl className="numbers">
      <div>
        <dt>{copy.phone}</dt>
        <dd className="plain">{phones[0]?.masked ?? copy.noPhone}</dd>
      </div>
      <div>
        <dt>{copy.lastPaid}</dt>
        <dd>{metrics.lastPaidAt === null ? copy.neverPaid : agoText(metrics.lastPaidAt)}</dd>
      </div>
      <div>
        <dt>{copy.orders365}</dt>
        <dd>{copy.orderUnit(metrics.last365Orders)}</dd>
      </div>
      <div>
        <dt>{copy.net365}</dt>
        <dd>{moneyText(metrics.last365NetFen)}</dd>
      </div>
    </dl>
  )
}
