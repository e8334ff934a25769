import { App, Button } from 'antd'
import { spanText } from '../../../../shared/format/time.js'
import { When } from '../../../../shared/format/when.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useJobs, type Job } from '../api/jobs.js'
import { useRunJob } from '../api/run-job.js'
import { copy, errors, outcomes } from '../copy.js'

export function JobTable({ mayRun }: { mayRun: boolean }) {
  const jobs = useJobs()
  return (
    <DataTable
      label={copy.title}
      columns={columnsFor(mayRun)}
      listing={{
        items: jobs.data?.items,
        error: jobs.error,
        retry: () => void jobs.refetch(),
      }}
      rowKey={(job) => job.name}
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
      skeletonRows={5}
    />
  )
}

const columnsFor = (mayRun: boolean): readonly Column<Job>[] => [
  {
    key: 'job',
    title: copy.job,
    render: (job) => (
      <>
        {job.title}
        <small className="mono">{job.name}</small>
      </>
    ),
  },
  {
    key: 'schedule',
    title: copy.schedule,
    render: (job) => <span className="mut">{job.schedule}</span>,
  },
  { key: 'last', title: copy.last, render: (job) => <Last job={job} /> },
  {
    key: 'took',
    title: copy.took,
    align: 'right',
    render: ({ lastDurationMs }) => lastDurationMs !== null && spanText(lastDurationMs),
  },
  {
    key: 'next',
    title: copy.next,
    align: 'right',
    render: (job) => <When at={job.nextRunAt} />,
  },
  {
    key: 'run',
    title: '',
    align: 'right',
    render: (job) => <Run job={job} mayRun={mayRun} />,
  },
]

function Last({ job }: { job: Job }) {
  if (job.running) {
    return <span className="tag info">{copy.running}</span>
  }
  if (!job.lastRunAt) {
    return <span className="mut">{copy.never}</span>
  }
  const outcome = outcomes[job.lastOutcome ?? 'done']
  return (
    <>
      <span className="nowrap">
        <span className={`tag ${outcome.tone}`}>{outcome.text}</span> <When at={job.lastRunAt} />
      </span>
      {job.lastSummary && <small>{job.lastSummary}</small>}
    </>
  )
}

function Run({ job, mayRun }: { job: Job; mayRun: boolean }) {
  const { message } = App.useApp()
  const run = useRunJob()
  const start = () =>
    run.mutate(job.name, {
      onSuccess: () => void message.success(copy.started(job.title)),
      onError: (error) => void message.error(sentenceOf(error, errors)),
    })
  return (
    <Button
      size="small"
      title={mayRun ? undefined : copy.mayNot}
      disabled={!mayRun || job.running}
      loading={run.isPending}
      onClick={start}
    >
      {job.running ? copy.running : copy.run}
    </Button>
  )
}
