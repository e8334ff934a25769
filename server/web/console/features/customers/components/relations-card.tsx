import { dateText } from '../../../../shared/format/time.js'
import { Card } from '../../../../shared/kit/card.js'
import { Empty } from '../../../../shared/states/empty.js'
import type { Customer } from '../api/customer.js'
import { copy } from '../copy.js'
import styles from './cards.module.css'

type Relation = Customer['relations'][number]

/** Which staff members are this customer's contacts, since when and how they met. */
export function RelationsCard({ relations }: { relations: readonly Relation[] }) {
  return (
    <Card title={copy.relations}>
      {relations.length === 0 ? (
        <Empty>{copy.relationsNone}</Empty>
      ) : (
        <ul className={`card-pad ${styles.rel}`}>
          {relations.map((relation) => (
            <Entry key={`${relation.userid}:${relation.since}`} relation={relation} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Entry({ relation }: { relation: Relation }) {
  const { name, storeName, channelCodeName, remark } = relation
  const details = [
    span(relation),
    channelCodeName && copy.via(channelCodeName),
    remark && `${copy.remark} ${remark}`,
  ]
  return (
    <li className={relation.state === 'active' ? '' : styles.gone}>
      <p>{[name, storeName].filter(Boolean).join('，')}</p>
      <p>{details.filter(Boolean).join('，')}</p>
    </li>
  )
}

function span({ state, since, endedAt }: Relation): string {
  const start = copy.added(dateText(since))
  if (state === 'active' || endedAt === null) {
    return start
  }
  const end = state === 'ended-by-customer' ? copy.endedByCustomer : copy.endedByStaff
  return `${start}，${end(dateText(endedAt))}`
}
