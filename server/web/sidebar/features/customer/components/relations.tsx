import { dateText, spanText } from '../../../../shared/format/time.js'
import type { SidebarCustomer } from '../api/sidebar-customer.js'
import { copy } from '../copy.js'

type Welcome = NonNullable<SidebarCustomer['welcome']>

/** Which code brought them, whether they were greeted, what was noted. */
export function Meeting({ customer: { relation, welcome } }: { customer: SidebarCustomer }) {
  const facts = [
    { label: copy.via, value: relation?.channelCodeName },
    { label: copy.welcome, value: welcome && welcomeText(welcome) },
    { label: copy.remark, value: relation?.remark },
  ].filter((fact) => fact.value)
  if (facts.length === 0) {
    return null
  }
  return (
    <section className="panel" aria-label={copy.meeting}>
      <h2>{copy.meeting}</h2>
      <dl className="pairs">
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function welcomeText({ outcome, latencyMs }: Welcome): string {
  switch (outcome) {
    case 'sent':
      return copy.welcomeSent(spanText(latencyMs))
    case 'sent-or-chatting':
      return copy.welcomeChatting
    case 'expired':
      return copy.welcomeExpired
    case 'failed':
      return copy.welcomeFailed
    case 'skipped':
      return copy.welcomeSkipped
  }
}

/** Other staff members who have them as a contact. */
export function Others({ customer: { relations, relation } }: { customer: SidebarCustomer }) {
  const others = relations.filter((other) => other.userid !== relation?.userid)
  if (others.length === 0) {
    return null
  }
  return (
    <section className="panel" aria-label={copy.others}>
      <h2>{copy.others}</h2>
      <ul className="others">
        {others.map((other) => (
          <li key={`${other.userid}:${other.since}`}>
            <span>{[other.name, other.storeName].filter(Boolean).join('，')}</span>
            <small>
              {other.state === 'active' ? copy.othersSince(dateText(other.since)) : copy.gone}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
