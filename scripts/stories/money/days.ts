import type { SystemClients } from '../../clients/system-clients.js'
import { waitUntil } from '../../clients/wait-until.js'
import { businessDay, daysBefore } from '../../../server/platform/days/index.js'
import { must } from '../story.js'

/** What stories about days have in common: the sandbox's clock runs ahead, and the bill of a day is compared. */

const COMPARE = 'payments.reconcile-bills'
const NIGHT = 'payments.reconcile'
const RUN_MS = 60_000
const HEARD_MS = 30_000
export const COMPARED_MS = 120_000

/**
 * Lets the night pass until noon of the next day (Shanghai), with the night's comparison of payments; answers that day. What
 * is paid from then on for an order of today is in nobody's question any more.
 */
export async function nextNoon({ sandbox, console }: SystemClients): Promise<string> {
  const { nowMs } = await sandbox.advanceClock(1)
  const day = businessDay(daysBefore(new Date(nowMs), -1))
  const noon = new Date(`${day}T12:00:00+08:00`)
  await sandbox.advanceClock(noon.getTime() - nowMs)
  await waitUntil(
    async () => {
      const { asOf } = await console.workbench()
      must(new Date(asOf) >= noon, `the server believes that it is ${asOf}`)
    },
    { withinMs: HEARD_MS },
  )
  await console.runJob(NIGHT, { withinMs: RUN_MS })
  return day
}

/** Until this day is compared with its bill, and what the pipeline repairs of it is repaired. */
export async function compared({ console }: SystemClients, day: string): Promise<void> {
  await waitUntil(
    async () => {
      await console.runJob(COMPARE, { withinMs: RUN_MS })
      const report = await console.billDay(day)
      must(report.day.state === 'done', `the day ${day} is ${report.day.state}`)
      const left = report.differences.filter(
        ({ action, state }) => action === 'sent' && state === 'open',
      )
      must(left.length === 0, `${left.length} payments are still on their way`)
    },
    { withinMs: COMPARED_MS },
  )
}

/** What a day's comparison says about one payment; throws when that is not exactly one thing. */
export async function differenceOf({ console }: SystemClients, day: string, subject: string) {
  const { differences } = await console.billDay(day)
  const [found, ...others] = differences.filter((one) => one.subject === subject)
  must(found !== undefined && others.length === 0, `${differences.length} differences on ${day}`)
  return found
}
