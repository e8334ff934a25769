import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AppError, defineErrors } from '../errors/index.js'
import { access, answers, NO_CONTENT } from '../http/index.js'
import type { JobRunner, JobView } from './runner.js'

export const jobErrors = defineErrors({
  'job-unknown': { status: 404, title: 'No such job' },
})

const Jobs = z.object({
  items: z.array(
    z
      .object({
        name: z.string(),
        title: z.string(),
        schedule: z.string().describe('Chinese, for people'),
        nextRunAt: z.string(),
        running: z.boolean(),
        requested: z.boolean().describe('somebody asked for a run that has not begun'),
        overdue: z.boolean().describe('past its time, and nobody is at it'),
        failingSince: z.string().nullable().describe('null: its last run was good'),
        lastRunAt: z.string().nullable(),
        lastOutcome: z.enum(['done', 'failed']).nullable(),
        lastSummary: z.string().nullable(),
        lastDurationMs: z.int().nullable(),
      })
      .meta({ id: 'Job' }),
  ),
})
/** Jobs are looked at every second, and a dead process keeps one for less than a minute. */
export const OVERDUE_MS = 2 * 60_000

const Params = z.object({ name: z.string().max(80) })

type Deps = Readonly<{
  runner: JobRunner
  /** Writes the audit entry of an operator who asked for a run. */
  audit(entry: {
    actor: { operatorId: string; name: string }
    action: string
    subject: { type: string; id: string }
  }): Promise<unknown>
  wake(): void
}>

/** `/api/jobs`: what runs by itself, and "run now". */
export function jobRoutes({ runner, audit, wake }: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/jobs',
      {
        schema: { operationId: 'listJobs', response: answers(Jobs, jobErrors) },
        config: { access: access.permission('jobs.read') },
      },
      async () => ({ items: (await runner.list()).map(viewOf) }),
    )
    app.post(
      '/api/jobs/:name/run',
      {
        schema: {
          operationId: 'runJob',
          params: Params,
          response: answers(NO_CONTENT, jobErrors, ['job-unknown'], { status: 202 }),
        },
        config: { access: access.permission('jobs.run') },
      },
      async (request, reply) => {
        const { name } = request.params
        if (!(await runner.request(name))) {
          throw new AppError('job-unknown')
        }
        const { operatorId, name: operator } = request.operator
        await audit({
          actor: { operatorId, name: operator },
          action: 'job.run',
          subject: { type: 'job', id: name },
        })
        wake()
        return reply.code(202).send()
      },
    )
  }
}

function viewOf(job: JobView) {
  return {
    name: job.name,
    title: job.title,
    schedule: scheduleText(job.schedule),
    nextRunAt: job.nextRunAt.toISOString(),
    running: job.isRunning,
    requested: job.isRequested,
    overdue: job.overdueMs >= OVERDUE_MS,
    failingSince: job.failingSince?.toISOString() ?? null,
    lastRunAt: job.lastRunAt?.toISOString() ?? null,
    lastOutcome: job.lastOutcome ?? null,
    lastSummary: job.lastSummary ?? null,
    lastDurationMs: job.lastDurationMs ?? null,
  }
}

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

function scheduleText(schedule: JobView['schedule']): string {
  if ('dailyAt' in schedule) {
    return `每天 ${schedule.dailyAt}`
  }
  const { everyMs } = schedule
  return everyMs >= MINUTE_MS
    ? `每 ${Math.round(everyMs / MINUTE_MS)} 分钟`
    : `每 ${Math.round(everyMs / SECOND_MS)} 秒`
}
