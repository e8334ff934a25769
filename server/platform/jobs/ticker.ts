import cron from 'node-cron'
import type { Logger } from 'pino'
import type { JobRunner } from './runner.js'

const EVERY_SECOND = '* * * * * *'

/**
 * Looks once a second for jobs that are due. node-cron only ticks: what is due is decided from the stored next run and
 * the business clock, whatever the process slept through.
 */
export function startJobs(runner: JobRunner, log: Logger): { stop(): Promise<void> } {
  const part = log.child({ part: 'jobs' })
  cron.setLogger({
    info: (message) => part.info(message),
    warn: (message) => part.warn(message),
    error: (message, error) => part.error({ err: error ?? message }, String(message)),
    debug: (message) => part.debug(String(message)),
  })
  const tick = () => {
    // Not awaited by the ticker: a long job must not hold up the others; each is kept single by its lease.
    void runner.tick().catch((error: unknown) => part.error({ err: error }, 'jobs not looked at'))
  }
  const task = cron.schedule(EVERY_SECOND, tick, { name: 'jobs', timezone: 'Asia/Shanghai' })
  return {
    async stop() {
      await task.destroy()
      await runner.stop()
    },
  }
}
