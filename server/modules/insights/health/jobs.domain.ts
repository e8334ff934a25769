import { ageMs, minutes, severityOf, spanWords, type Finding } from './finding.domain.js'
import type { JobReading, JobReadings, Now } from './readings.domain.js'

/** Jobs are looked at every second; a lease of a dead process lapses within a minute. */
export const JOB_OVERDUE_MS = { watch: minutes(2), act: minutes(10) } as const
/** A job that runs every few minutes may mend itself, one that runs at night waits for a day. */
export const JOB_FAILING_MS = { watch: 0, act: minutes(15) } as const
/** So many late ones are not several troubles but one: nobody runs jobs. */
export const NOBODY_RUNS_JOBS = 3

export const isOverdue = ({ overdueMs }: Pick<JobReading, 'overdueMs'>): boolean =>
  overdueMs >= JOB_OVERDUE_MS.watch

const JOBS = { to: '/system/jobs', label: '去看任务' } as const

export function jobFindings(jobs: JobReadings, now: Now): readonly (Finding | null)[] {
  const late = jobs.filter(isOverdue)
  const overdue = late.length >= NOBODY_RUNS_JOBS ? [nobodyRuns(late)] : late.map(overdueFinding)
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

function overdueFinding({ title, dueAt, overdueMs }: JobReading): Finding {
  return {
    kind: `job-overdue:${title}`,
    area: 'jobs',
    severity: severityOf(overdueMs, JOB_OVERDUE_MS) ?? 'watch',
    what: `任务「${title}」到点没做，晚了 ${spanWords(overdueMs)}`,
    since: dueAt,
    todo: '可以现在做一次。还是不动，就看做任务的进程在不在。',
    link: JOBS,
  }
}

function nobodyRuns(late: readonly JobReading[]): Finding {
  const oldest = late.reduce((first, job) => (job.overdueMs > first.overdueMs ? job : first))
  const { overdueMs, dueAt } = oldest
  return {
    kind: 'jobs-overdue',
    area: 'jobs',
    severity: severityOf(overdueMs, JOB_OVERDUE_MS) ?? 'watch',
    what: `${late.length} 个任务到点没做，最早的晚了 ${spanWords(overdueMs)}`,
    since: dueAt,
    todo: '做任务的进程（ROLE 是 worker 或 all）多半没在跑，启动它。',
    link: JOBS,
  }
}
