import type { ReactNode } from 'react'
import { dateText } from '../../../../shared/format/time.js'
import { Avatar } from '../../../../shared/kit/avatar.js'
import type { Customer } from '../api/customer.js'
import { copy } from '../copy.js'
import styles from './customer-head.module.css'
import { MetricStrip } from './metric-strip.js'
import { Phone } from './phone.js'

type Props = { customer: Customer; tabs: ReactNode; mayReveal: boolean }

/** Who it is: name, phone, member number, and the six numbers that stand for the customer. */
export function CustomerHead({ customer, tabs, mayReveal }: Props) {
  const { name, avatar, memberNos, relations, firstSeenAt, mergedFrom } = customer
  const store = relations.find((relation) => relation.state === 'active')?.storeName
  return (
    <section className="card" aria-label={name ?? copy.noName}>
      <div className={styles.first}>
        <Avatar name={name} src={avatar} size={48} />
        <div>
          <h1>{name ?? copy.noName}</h1>
          <div className={styles.ids}>
            <Phone customer={customer} mayReveal={mayReveal} />
            {memberNos[0] && (
              <span>
                {copy.memberNo} <b>{memberNos.map((number) => number.value).join('、')}</b>
              </span>
            )}
            {store && (
              <span>
                {copy.store} <b>{store}</b>
              </span>
            )}
            <span>{copy.since(dateText(firstSeenAt))}</span>
            {mergedFrom.length > 0 && <span>{copy.merged(mergedFrom.length + 1)}</span>}
          </div>
        </div>
      </div>
      <MetricStrip metrics={customer.metrics} />
      {tabs}
    </section>
  )
}
