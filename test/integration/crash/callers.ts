import type { InjectOptions } from 'fastify'
import { z } from 'zod'
import type { Callback } from '../../support/faults/mailbox.js'
import type { Run } from '../../support/faults/run.js'
import type { Stage } from '../../support/faults/stage.js'

/** A callback that waits to be delivered. */
export type Told = Readonly<{ callbackId: string; first: Callback }>

const ROUNDS = 6
const HOUR_MS = 60 * 60_000

/** A callback as its platform sends it: the bytes of the first try, then sealed and signed anew for each further one. */
export function triesOf(
  { control, mailbox }: Stage,
  { first, callbackId }: Told,
): () => Promise<InjectOptions> {
  let made = 0
  return async () => {
    made += 1
    if (made > 1) {
      await control.send('POST', `/callbacks/${callbackId}/resend`, z.unknown())
    }
    const { url, headers, body } = made === 1 ? first : await mailbox.next()
    return { method: 'POST', url, headers, payload: body }
  }
}

/**
 * Before a run with an operator's session: it was used just now, however long ago its scenario was prepared. Else the time
 * decides whether the session's use is written down once more.
 */
export async function sessionsAwake<Given>(given: Given, { db }: Stage): Promise<Given> {
  const soon = new Date(Date.now() + HOUR_MS)
  await db.collection('operator_sessions').updateMany({}, { $set: { lastSeenAt: soon } })
  return given
}

/** Asks for a job as its schedule or an operator does, round after round, until it has done what it is there for. */
export async function untilJobHas(
  done: () => Promise<boolean>,
  { run, stage, job }: { run: Run; stage: Stage; job: string },
): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await stage.db.collection<{ _id: string }>('jobs').updateOne({ _id: job }, REQUESTED)
    await run.work()
    if (await done()) {
      return
    }
  }
  throw new Error(`the job ${job} has not done it after ${ROUNDS} rounds`)
}

const REQUESTED = { $set: { isRequested: true } }
