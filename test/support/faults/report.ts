import fs from 'node:fs'
import { crashSettings } from './settings.js'
import type { Entries, Entry } from './tape.js'

export type CrashResult = Readonly<{
  name: string
  commands: number
  calls: number
  runs: number
  /** Runs of the whole plan: more than `runs` when the time was over. */
  planned: number
  pairs: number
  seed: number
  seconds: number
  failures: readonly string[]
}>

/** What was recorded, command by command, for whoever reads a failure's number. */
export function announce(name: string, recorded: Entries, runs: number): void {
  const { reportFile } = crashSettings()
  const list = (entries: readonly Entry[]) => entries.map(({ what }, at) => `#${at} ${what}`)
  if (reportFile !== null) {
    const { database, platform } = recorded
    const line = { name, runs, database: list(database), platform: list(platform) }
    fs.appendFileSync(reportFile, `${JSON.stringify(line)}\n`)
  }
}

/** One line per scenario, with the seed that repeats its pairs. */
export function report(result: CrashResult): void {
  const { name, commands, calls, runs, planned, pairs, seed, seconds, failures } = result
  process.stderr.write(
    `crash: ${name}: ${commands} commands, ${calls} calls, ${runs} of ${planned} runs (${pairs} pairs, seed ${seed}), ` +
      `${failures.length} failures, ${seconds.toFixed(1)} s\n`,
  )
  const { reportFile } = crashSettings()
  if (reportFile !== null) {
    fs.appendFileSync(reportFile, `${JSON.stringify(result)}\n`)
  }
}
