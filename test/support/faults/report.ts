import fs from 'node:fs'
import { crashSettings } from './settings.js'

export type CrashResult = Readonly<{
  name: string
  commands: number
  calls: number
  runs: number
  pairs: number
  seed: number
  seconds: number
  failures: readonly string[]
}>

/** One line per scenario, with the seed that repeats its pairs. */
export function report(result: CrashResult): void {
  const { name, commands, calls, runs, pairs, seed, seconds, failures } = result
  process.stdout.write(
    `crash: ${name}: ${commands} commands, ${calls} calls, ${runs} runs (${pairs} pairs, seed ${seed}), ` +
      `${failures.length} failures, ${seconds.toFixed(1)} s\n`,
  )
  const { reportFile } = crashSettings()
  if (reportFile !== null) {
    fs.appendFileSync(reportFile, `${JSON.stringify(result)}\n`)
  }
}
