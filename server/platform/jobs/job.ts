import type { Schedule } from './schedule.js'

export type JobContext = Readonly<{
  /** Where the last run stopped, as it saved it; null at the beginning of a round. */
  cursor: string | null
  /** Stores where this run has come to, so that a killed run goes on from there. Null: the round is complete. */
  saveCursor(cursor: string | null): Promise<void>
  /** True when the process wants to stop: save the cursor and return. */
  isStopping(): boolean
}>

/** Scheduled work, one process at a time, safe to be killed and to run again. */
export type Job = Readonly<{
  /** `<module>.<what it does>`; stored, so it never changes. */
  name: string
  /** Chinese, for the console. */
  title: string
  schedule: Schedule
  /** Answers one sentence about what it did, for the console; null when there was nothing to do. */
  run(context: JobContext): Promise<string | null>
}>

export const defineJob = (job: Job): Job => job
