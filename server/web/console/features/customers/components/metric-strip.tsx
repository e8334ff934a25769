import type { ReactNode } from 'react'
import { moneyText } from '../../../../shared/format/money.js'
import { agoText, dateText, whenText } from '../../../../shared/format/time.js'
import type { Customer } from '../api/customer.js'
import { copy } from '../copy.js'
import styles from './customer-head.module.css'

export function MetricStrip({ metrics }: { metrics: Customer['metrics'] }) {
  const { lastPaidAt, firstPaidAt, averageOrderFen, refundedFen } = metrics
  return (
    <dl className={styles.strip}>
      <Metric label={copy.net365}>{moneyText(metrics.last365NetFen)}</Metric>
      <Metric label={copy.orders365} more={copy.allOrders(metrics.ordersPaid)}>
        {metrics.last365Orders}
      </Metric>
      <Metric label={copy.average}>
        {averageOrderFen === null ? copy.none1 : moneyText(averageOrderFen)}
      </Metric>
      <Metric label={copy.lastPaid} more={lastPaidAt === null ? undefined : whenText(lastPaidAt)}>
        {lastPaidAt === null ? copy.neverPaid : agoText(lastPaidAt)}
      </Metric>
      <Metric
        label={copy.netAll}
        more={refundedFen > 0 ? copy.refunded(moneyText(refundedFen)) : undefined}
      >
        {moneyText(metrics.netFen)}
      </Metric>
      <Metric label={copy.firstPaid}>
        {firstPaidAt === null ? copy.none1 : dateText(firstPaidAt)}
      </Metric>
    </dl>
  )
}

type Props = { label: string; more?: string | undefined; children: ReactNode }

function Metric({ label, more, children }: Props) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {children}
        {more !== undefined && <small>{more}</small>}
      </dd>
    </div>
  )
}
