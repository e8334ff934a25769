import { Button } from 'antd'
import { spanText, whenText } from '../../../../shared/format/time.js'
import { When } from '../../../../shared/format/when.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { failureText } from '../../../kit/failure-text.js'
import { useJobs, type Job } from '../api/jobs.js'
import { copy } from '../copy.js'
import { RunButton } from './run-button.js'
import styles from './job-table.module.css'

export function JobTable({ mayRun }: { mayRun: boolean }) {
  const jobs = useJobs()
  return (
    <DataTable
      label={copy.title}
      columns={mayRun ? [...facts, RUN] : facts}
      listing={{ items: jobs.data, error: jobs.error, retry: () => void jobs.refetch() }}
      rowKey={(job) => job.name}
      rowClass={rowClass}
      empty={
        <Empty
          action={
            <Button size="small" onClick={() => void jobs.refetch()}>
              {copy.refresh}
            </Button>
          }
        >
          {copy.none}
        </Empty>
      }
      skeletonRows={8}
    />
  )
}

function rowClass({ failingSince, overdue }: Job): string | undefined {
  if (failingSince !== null) {
    return styles.failing
  }
  return overdue ? styles.overdue : undefined
}

const facts: readonly Column<Job>[] = [
  {
    key: 'job',
    title: copy.job,
    width: 184,
    render: (job) => (
      <span className="b" title={job.name}>
        {job.title}
      </span>
    ),
  },
  {
    key: 'schedule',
    title: copy.schedule,
    width: 96,
    render: (job) => <span className="mut nowrap">{job.schedule}</span>,
  },
  { key: 'last', title: copy.last, width: 116, render: (job) => <Last job={job} /> },
  { key: 'result', title: copy.result, render: (job) => <Result job={job} /> },
  { key: 'next', title: copy.next, width: 116, render: (job) => <Next job={job} /> },
]

const RUN: Column<Job> = {
  key: 'run',
  title: '',
  align: 'right',
  width: 84,
  render: (job) => <RunButton job={job} />,
}

function Last({ job: { lastRunAt, lastDurationMs } }: { job: Job }) {
  if (!lastRunAt) {
    return <span className="mut">{copy.never}</span>
  }
  return (
    <span className="nowrap">
      <When at={lastRunAt} />
      {lastDurationMs !== null && <small>{copy.took(spanText(lastDurationMs))}</small>}
    </span>
  )
}

/** What the last run did; of one that fails, why and since when. */
function Result({ job }: { job: Job }) {
  const { running, requested, failingSince, lastOutcome, lastSummary } = job
  return (
    <div className={styles.result}>
      {running && <span className="tag info">{copy.running}</span>}
      {requested && !running && <span className="tag info">{copy.requested}</span>}
      {failingSince !== null ? (
        <>
          <span className="tag bad">{copy.failed}</span>
          <span title={lastSummary ?? undefined}>
            {lastSummary === null ? copy.unknownReason : failureText(lastSummary)}
            <small>{copy.since(whenText(failingSince))}</small>
          </span>
        </>
      ) : (
        lastOutcome !== null && (
          <>
            {!running && !requested && <span className="tag good">{copy.done}</span>}
            <span className="mut">{lastSummary ?? copy.nothing}</span>
          </>
        )
      )}
    </div>
  )
}

function Next({ job: { overdue, nextRunAt } }: { job: Job }) {
  if (!overdue) {
    return (
      <span className="nowrap">
        <When at={nextRunAt} />
      </span>
    )
  }
  return (
    <span className="nowrap">
      <span className="tag warned">{copy.overdue}</span>
      <small>{copy.due(whenText(nextRunAt))}</small>
    </span>
  )
}
