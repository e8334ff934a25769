import type { ReactNode } from 'react'
import { countText } from '../../../../shared/format/count.js'
import { spanText, whenText } from '../../../../shared/format/time.js'
import { Bone } from '../../../../shared/states/bone.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useInboxSummary, type InboxSummary } from '../api/summary.js'
import type { EventState } from '../api/events.js'
import { copy, states, STATES } from '../copy.js'
import { LONG_WAITING } from './event-filters.js'
import { HourChart } from './hour-chart.js'
import styles from './summary-card.module.css'

type Props = { onState: (state: EventState | typeof LONG_WAITING) => void }

/** Where the events stand, when they came, and how fast new contacts were greeted. */
export function SummaryCard({ onState }: Props) {
  const summary = useInboxSummary()
  if (summary.data === undefined) {
    return (
      <section className={`card ${styles.loading}`}>
        {summary.isError ? (
          <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />
        ) : (
          <Bone height={132} />
        )}
      </section>
    )
  }
  return (
    <section className={`card ${styles.summary}`} aria-label={copy.counts}>
      <Counts summary={summary.data} onState={onState} />
      <div className={styles.hours}>
        <p className={styles.label}>{copy.hours}</p>
        {summary.data.gapSince !== null && (
          <p className="bad sm">{copy.gap(whenText(summary.data.gapSince))}</p>
        )}
        <HourChart hours={summary.data.perHour} />
      </div>
      <Welcome welcome={summary.data.welcome} />
    </section>
  )
}

function Counts({ summary, onState }: { summary: InboxSummary } & Props) {
  return (
    <dl className={styles.counts}>
      {STATES.map((state) => (
        <div key={state}>
          <dt>{states[state].text}</dt>
          <dd>
            <button
              type="button"
              className={state === 'dead' && summary.dead > 0 ? 'bad' : undefined}
              onClick={() => onState(state)}
            >
              {countText(summary[state])}
            </button>
          </dd>
        </div>
      ))}
      <Alarms summary={summary} onState={onState} />
    </dl>
  )
}

/** What a person should know of; shown only while there is any, but for the leases. */
function Alarms({ summary, onState }: { summary: InboxSummary } & Props) {
  const { longWaiting, stuckLeases, lapsedRepeatedly } = summary
  const alarms = [
    { label: copy.longWaiting, hint: copy.longWaitingHint, count: longWaiting, to: LONG_WAITING },
    { label: copy.stuck, hint: copy.stuckHint, count: stuckLeases, to: 'leased' },
    { label: copy.lapsed, hint: copy.lapsedHint, count: lapsedRepeatedly, to: 'pending' },
  ] as const
  return alarms
    .filter(({ count, to }) => count > 0 || to === 'leased')
    .map(({ label, hint, count, to }) => (
      <div key={to} title={hint}>
        <dt>{label}</dt>
        <dd>
          <button
            type="button"
            className={count > 0 ? 'bad' : undefined}
            onClick={() => onState(to)}
          >
            {countText(count)}
          </button>
        </dd>
      </div>
    ))
}

function Welcome({ welcome }: { welcome: InboxSummary['welcome'] }) {
  return (
    <dl className={styles.welcome}>
      <p className={styles.label}>{copy.welcome}</p>
      <Line label={copy.sent}>{countText(welcome.sent)}</Line>
      <Line label={copy.expired}>{countText(welcome.expired)}</Line>
      <Line label={copy.p50}>{spanOf(welcome.p50Ms)}</Line>
      <Line label={copy.p99}>{spanOf(welcome.p99Ms)}</Line>
    </dl>
  )
}

const spanOf = (ms: number | null): string => (ms === null ? copy.empty : spanText(ms))

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
