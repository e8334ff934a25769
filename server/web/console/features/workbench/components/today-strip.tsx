import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { countText } from '../../../../shared/format/count.js'
import { Money } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import type { Workbench } from '../api/workbench.js'
import { copy } from '../copy.js'
import styles from './today-strip.module.css'

/** What came in since midnight, and how the events are doing. */
export function TodayStrip({ data }: { data: Workbench }) {
  const { newToday, ordersToday, events } = data
  return (
    <section className={`card ${styles.strip}`} aria-label={copy.today}>
      <p className={styles.lead}>
        {copy.todayFrom}
        <b>{copy.today}</b>
      </p>
      <dl>
        <Cell label={copy.newToday} unit={copy.people}>
          {countText(newToday.count)}
        </Cell>
        <Cell label={copy.ordersToday} unit={copy.orderUnit}>
          {countText(ordersToday.count)}
        </Cell>
        <Cell label={copy.paidToday}>
          <Money fen={ordersToday.paidFen} />
        </Cell>
        <Cell label={copy.pending}>{countText(events.pending)}</Cell>
        <Cell label={copy.waiting}>{countText(events.waiting)}</Cell>
        <Cell label={copy.dead} bad={events.dead > 0}>
          <Link to="/system/events?state=dead">{countText(events.dead)}</Link>
        </Cell>
        <Cell label={copy.lastEvent}>
          {!events.lastReceivedAt ? copy.never : <When at={events.lastReceivedAt} />}
        </Cell>
      </dl>
    </section>
  )
}

type CellProps = { label: string; unit?: string; bad?: boolean; children: ReactNode }

function Cell({ label, unit, bad = false, children }: CellProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={bad ? 'bad' : undefined}>
        {children}
        {unit !== undefined && <small>{unit}</small>}
      </dd>
    </div>
  )
}
