import { ageMs, minutes, severityOf, spanWords, type Finding } from './finding.domain.js'
import type { JobReading, JobReadings, Now } from './readings.domain.js'

/** Jobs are looked at every second; a lease of a dead process lapses within a minute. */
export const JOB_OVERDUE_MS = { watch: minutes(2), act: minutes(10) } as const
/** A job that runs every few minutes may mend itself, one that runs at night waits for a day. */
export const JOB_FAILING_MS = { watch: 0, act: minutes(15) } as const
/** So many late ones are not several troubles but one: nobody runs jobs. */
export const NOBODY_RUNS_JOBS = 3

const JOBS = { to: '/system/jobs', label: '去看任务' } as const

/** Is it past its time and not being done? */
export const overdueMs = (job: Pick<JobReading, 'dueAt' | 'isRunning'>, now: Now): number =>
  job.isRunning ? 0 : ageMs(job.dueAt, now.business)

export function jobFindings(jobs: JobReadings, now: Now): readonly (Finding | null)[] {
  const late = jobs.filter((job) => overdueMs(job, now) >= JOB_OVERDUE_MS.watch)
  const overdue =
    late.length >= NOBODY_RUNS_JOBS
      ? [nobodyRuns(late, now)]
      : late.map((job) => overdueFinding(job, now))
  return [...jobs.map((job) => failing(job, now)), ...overdue]
}

function failing(job: JobReading, { real }: Now): Finding | null {
  const { title, failingSince: since, lastSummary } = job
  const severity = since === null ? null : severityOf(ageMs(since, real), JOB_FAILING_MS)
  return severity === null
    ? null
    : {
        kind: `job-failed:${title}`,
        area: 'jobs',
        severity,
        what: `任务「${title}」没做成`,
        since,
        todo: severity === 'act' ? '看原因，修好后现在做一次。' : '到点会再试。一直失败就看原因。',
        ...(lastSummary === null ? {} : { detail: lastSummary }),
        link: JOBS,
      }
}

function overdueFinding(job: JobReading, now: Now): Finding {
  const lateMs = overdueMs(job, now)
  return {
    kind: `job-overdue:${job.title}`,
    area: 'jobs',
    severity: severityOf(lateMs, JOB_OVERDUE_MS) ?? 'watch',
    what: `任务「${job.title}」到点没做，晚了 ${spanWords(lateMs)}`,
    since: job.dueAt,
    todo: '可以现在做一次。还是不动，就看做任务的进程在不在。',
    link: JOBS,
  }
}

function nobodyRuns(late: readonly JobReading[], now: Now): Finding {
  const oldest = late.reduce((first, job) => (job.dueAt < first.dueAt ? job : first))
  const lateMs = overdueMs(oldest, now)
  return {
    kind: 'jobs-overdue',
    area: 'jobs',
    severity: severityOf(lateMs, JOB_OVERDUE_MS) ?? 'watch',
    what: `${late.length} 个任务到点没做，最早的晚了 ${spanWords(lateMs)}`,
    since: oldest.dueAt,
    todo: '做任务的进程（ROLE 是 worker 或 all）多半没在跑，启动它。',
    link: JOBS,
  }
}
