import { z } from 'zod'
import type { Clock } from '../clock/index.js'
import { CallFailed } from '../http-client/index.js'
import { id, newId } from '../ids/index.js'
import type { JobContext } from '../jobs/index.js'
import type { Difference, Totals } from './round.js'
import type { Rounds } from './rounds.repository.js'

/** Writes differences down; called before their events are sent, so that none is repaired and not counted. */
export type Report = (found: readonly Difference[]) => Promise<void>

/** What a module compares, page by page. */
export type Comparison<Progress> = Readonly<{
  /** `contacts`, `payments`. */
  subject: string
  /** Where a round has come to, stored after each page. */
  progress: z.ZodType<Progress>
  begin(now: Date): Progress
  /** Pulls one page, reports what differs, sends the repairs. May be run again for the same progress. */
  step(progress: Progress, report: Report): Promise<Page<Progress>>
  /** For the console, in Chinese. */
  sentenceOf(totals: Totals): string
}>

type Page<Progress> = Readonly<{
  seen: number
  /** Null: that was the last page. */
  next: Progress | null
}>

type Deps = Readonly<{ rounds: Rounds; clock: Clock }>

const Cursor = z.object({
  roundId: id('rec'),
  /** Number of the page that comes next. */
  page: z.int(),
  seen: z.int(),
  /** Null: all pages are done, the end is not yet written. */
  progress: z.unknown(),
})
type Cursor = z.output<typeof Cursor>

export type RunRound = ReturnType<typeof runRounds>

/**
 * Runs one round, or the rest of one that was interrupted, and keeps its report. Stops between two pages when the process
 * wants to stop or the platform wants a pause; the job's cursor then leads on. Counts stay right through any kill, since
 * they are counted from the differences, each of which is stored once.
 */
export function runRounds({ rounds, clock }: Deps) {
  return async <Progress>(
    comparison: Comparison<Progress>,
    { cursor: stored, saveCursor, isStopping }: JobContext,
  ): Promise<string> => {
    const { subject, sentenceOf } = comparison
    const save = (cursor: Cursor) => saveCursor(JSON.stringify(cursor))
    let cursor = readCursor(stored, comparison)
    if (cursor === null) {
      const progress = comparison.begin(clock.now())
      cursor = { roundId: newId('rec'), page: 0, seen: 0, progress }
      await save(cursor) // before the round is written, so that no round is without somebody who ends it
    }
    const { roundId } = cursor
    await rounds.open(roundId, { subject, now: clock.now() })

    while (cursor.progress !== null) {
      if (isStopping()) {
        return '核对到一半，下次接着来'
      }
      const done = await orPause(stepOf(comparison, cursor))
      if (done === 'paused') {
        return '核对到一半，平台调用太频繁，过一会儿接着来'
      }
      cursor = done
      await save(cursor)
      await rounds.progress(roundId, cursor.seen)
    }
    const totals = await rounds.finish(roundId, { seen: cursor.seen, now: clock.now() })
    await saveCursor(null)
    return sentenceOf(totals)
  }

  async function stepOf<Progress>(
    { progress, step }: Comparison<Progress>,
    { roundId, page, seen, progress: stored }: Cursor,
  ): Promise<Cursor> {
    const place = { roundId, page }
    const done = await step(progress.parse(stored), (found) =>
      rounds.add(place, found, clock.now()),
    )
    await rounds.settle(place)
    return { roundId, page: page + 1, seen: seen + done.seen, progress: done.next }
  }
}

/** A call that was held back, or refused as too frequent: nobody waits here, the job is due again soon. */
async function orPause(step: Promise<Cursor>): Promise<Cursor | 'paused'> {
  try {
    return await step
  } catch (error) {
    if (error instanceof CallFailed && error.retryAfterMs !== undefined) {
      return 'paused'
    }
    throw error
  }
}

/** Null for none, and for one that an older version wrote in another shape: the round then begins anew. */
function readCursor<Progress>(
  stored: string | null,
  { progress }: Comparison<Progress>,
): Cursor | null {
  const parsed = stored === null ? null : Cursor.safeParse(JSON.parse(stored))
  if (parsed?.success !== true) {
    return null
  }
  const { data } = parsed
  return data.progress === null || progress.safeParse(data.progress).success ? data : null
}
