import { countText } from '../../../../shared/format/count.js'
import { Money } from '../../../../shared/format/money.js'
import { spanText } from '../../../../shared/format/time.js'
import { When } from '../../../../shared/format/when.js'
import type { Finding, Health } from '../api/health.js'
import { copy, facts, panels } from '../copy.js'
import { Figures, Panel, type Fact } from './panel.js'
import styles from './panel.module.css'

/** The server stops counting here: the page must cost the same however much there is. */
const COUNTED_UP_TO = 10_000

/** The key numbers of each area, whether or not there is something to say about it. */
export function Panels({ health }: { health: Health }) {
  const about = (area: Finding['area']) => health.findings.filter((one) => one.area === area)
  const { events, deliveries, welcome, payments, jobs, reconciliations, platforms, asOf } = health
  return (
    <div className="health-panels">
      <Panel
        title={panels.events}
        to="/system/events"
        isRead={events !== null}
        findings={about('events')}
      >
        {events && <Figures figures={eventFigures(events, asOf)} />}
      </Panel>
      <Panel
        title={panels.deliveries}
        to="/system/events?view=deliveries"
        isRead={deliveries !== null}
        findings={about('deliveries')}
      >
        {deliveries && <Figures figures={deliveryFigures(deliveries, asOf)} />}
      </Panel>
      <Panel
        title={panels.welcome}
        sub={copy.welcomeSub}
        isRead={welcome !== null}
        findings={about('welcome')}
      >
        {welcome && <Figures figures={welcomeFigures(welcome)} />}
      </Panel>
      <Panel
        title={panels.payments}
        to="/incidents"
        isRead={payments !== null}
        findings={about('payments')}
      >
        {payments && <Figures figures={paymentFigures(payments, asOf)} />}
      </Panel>
      <Panel
        title={panels.jobs}
        to="/system/jobs"
        isRead={jobs !== null}
        findings={[...about('jobs'), ...about('reconciliations')]}
      >
        {jobs && <Figures figures={[...jobFigures(jobs), ...roundFigures(reconciliations)]} />}
      </Panel>
      <Panel
        title={panels.platforms}
        sub={copy.platformsSub}
        isRead={platforms !== null}
        findings={about('platforms')}
      >
        {platforms && <Platforms platforms={platforms} />}
      </Panel>
    </div>
  )
}

const counted = (count: number): string =>
  count >= COUNTED_UP_TO ? copy.more(countText(COUNTED_UP_TO)) : countText(count)

const waited = (since: string | null, asOf: string): string =>
  since === null ? copy.none : spanText(Date.parse(asOf) - Date.parse(since))

const bad = (count: number): Fact['tone'] => (count > 0 ? 'bad' : undefined)

function eventFigures(events: NonNullable<Health['events']>, asOf: string): Fact[] {
  const { pending, leased, limit, oldestPendingAt, waiting, dead, lastReceivedAt } = events
  const queued = (
    <>
      {countText(pending + leased)}
      <small>{copy.of(countText(limit))}</small>
    </>
  )
  return [
    { label: facts.queued, value: queued },
    { label: facts.oldest, value: waited(oldestPendingAt, asOf) },
    { label: facts.waiting, value: counted(waiting) },
    { label: facts.dead, value: counted(dead), tone: bad(dead) },
    {
      label: facts.lastReceived,
      value: lastReceivedAt === null ? copy.never : <When at={lastReceivedAt} />,
    },
  ]
}

function deliveryFigures(deliveries: NonNullable<Health['deliveries']>, asOf: string): Fact[] {
  const { pending, leased, dead, oldestPendingAt } = deliveries
  return [
    { label: facts.queued, value: counted(pending + leased) },
    { label: facts.oldest, value: waited(oldestPendingAt, asOf) },
    { label: facts.undelivered, value: counted(dead), tone: bad(dead) },
  ]
}

function welcomeFigures({ sent, missed, p50Ms, p99Ms }: NonNullable<Health['welcome']>): Fact[] {
  const took = (ms: number | null) => (ms === null ? copy.never : spanText(ms))
  return [
    { label: facts.sent, value: countText(sent) },
    { label: facts.missed, value: countText(missed), tone: bad(missed) },
    { label: facts.p50, value: took(p50Ms) },
    { label: facts.p99, value: took(p99Ms) },
  ]
}

function paymentFigures(payments: NonNullable<Health['payments']>, asOf: string): Fact[] {
  const { unfinished, oldestUnfinishedAt, incidents, incidentsFen } = payments
  return [
    { label: facts.unfinished, value: counted(unfinished) },
    { label: facts.oldestPayment, value: waited(oldestUnfinishedAt, asOf) },
    { label: facts.incidents, value: counted(incidents), tone: bad(incidents) },
    { label: facts.incidentsAmount, value: <Money fen={incidentsFen} />, tone: bad(incidents) },
  ]
}

function jobFigures(jobs: NonNullable<Health['jobs']>): Fact[] {
  const { total, running, failing, overdue, lastRunAt } = jobs
  return [
    { label: facts.jobs, value: countText(total) },
    { label: facts.running, value: countText(running) },
    { label: facts.failing, value: countText(failing), tone: bad(failing) },
    { label: facts.overdue, value: countText(overdue), tone: bad(overdue) },
    { label: facts.lastRun, value: lastRunAt === null ? copy.never : <When at={lastRunAt} /> },
  ]
}

function roundFigures(rounds: Health['reconciliations']): Fact[] {
  return (rounds ?? []).map(({ subject, finishedAt, differences, repaired }) => ({
    label: facts[subject],
    value: (
      <>
        <When at={finishedAt} />
        <small>
          {differences === 0 ? copy.noDifference : copy.differences(countText(differences))}
        </small>
      </>
    ),
    tone: bad(differences - repaired),
  }))
}

function Platforms({ platforms }: { platforms: NonNullable<Health['platforms']> }) {
  return (
    <table className={styles.platforms} aria-label={panels.platforms}>
      <thead>
        <tr>
          <th>{facts.platform}</th>
          <th>{facts.calls}</th>
          <th>{facts.unanswered}</th>
          <th>{facts.used}</th>
        </tr>
      </thead>
      <tbody>
        {platforms.map(({ platform, name, calls, unanswered, used, away, off }) => (
          <tr key={platform}>
            <td>
              {name} {away && <span className="tag bad">{facts.away}</span>}
              {off.length > 0 && <small>{copy.offHere(off.join('、'))}</small>}
            </td>
            <td>{countText(calls)}</td>
            <td className={bad(unanswered)}>{countText(unanswered)}</td>
            <td>{Math.round(used * 100)}%</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
