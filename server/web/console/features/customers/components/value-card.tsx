import { MonthBars } from '../../../../shared/charts/month-bars.js'
import { moneyText } from '../../../../shared/format/money.js'
import { Card } from '../../../../shared/kit/card.js'
import type { Customer } from '../api/customer.js'
import { copy } from '../copy.js'
import styles from './cards.module.css'

/** Net revenue month by month, and the sum it comes from. */
export function ValueCard({ metrics }: { metrics: Customer['metrics'] }) {
  const months = metrics.monthlyNet
  const current = months.at(-1)
  const sum = months.reduce((total, month) => total + month.netFen, 0)
  return (
    <Card title={copy.value}>
      <div className="card-pad">
        <p className={styles.caption}>
          <span>{copy.monthly}</span>
          {current && (
            <span>
              <i aria-hidden="true" />
              {copy.thisMonth(Number(current.month.slice(5)), moneyText(current.netFen))}
            </span>
          )}
        </p>
        <MonthBars months={months} label={copy.monthlyLabel(moneyText(sum))} />
        <dl className={styles.sums}>
          <div>
            <dt>{copy.paid}</dt>
            <dd>{moneyText(metrics.paidFen)}</dd>
          </div>
          <div>
            <dt>{copy.refund}</dt>
            <dd>{moneyText(metrics.refundedFen)}</dd>
          </div>
          <div>
            <dt>{copy.netWord}</dt>
            <dd>{moneyText(metrics.netFen)}</dd>
          </div>
        </dl>
        <p className={styles.calc}>{copy.calc}</p>
      </div>
    </Card>
  )
}
