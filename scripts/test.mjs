// npm test: sets up what is missing, runs every suite, and adds up what came out. The last line is the sum.
import fs from 'node:fs'
import path from 'node:path'
import { setUp } from './setup/index.mjs'
import { ROOT, STATE_DIR } from './setup/project.mjs'
import { say } from './setup/progress.mjs'
import { ensureBrowser } from './setup/browser.mjs'
import { runJest } from './test/jest-run.mjs'
import { addUp, lastLine } from './test/results.mjs'

// Side by side: the one computes, the other mostly waits for processes and pages.
const RUNS = [
  { name: 'inside', workers: 2, paths: ['test/unit', 'test/integration'] },
  { name: 'outside', workers: 1, paths: ['test/contract', 'test/guide', 'test/e2e'] },
]
const LIMIT_MS = 20 * 60_000 // a hang must end; a slow machine must not fail

try {
  await setUp()
  await ensureBrowser()
  const given = process.argv.slice(2)
  const runs = given.length > 0 ? [{ name: 'chosen', workers: 2, paths: given }] : RUNS
  const folder = path.join(STATE_DIR, 'test')
  fs.mkdirSync(folder, { recursive: true })
  const options = { root: ROOT, folder, limitMs: LIMIT_MS, isPrefixed: runs.length > 1 }
  const outcomes = await Promise.all(runs.map((run) => runJest(run, options)))
  const sum = addUp(outcomes)
  sum.problems.forEach(say)
  process.stdout.write(`${lastLine(sum)}\n`)
  process.exitCode = sum.failed === 0 ? 0 : 1
} catch (error) {
  say(error.message)
  process.stdout.write(`${lastLine({ passed: 0, failed: 1, skipped: 0 })}\n`)
  process.exitCode = 1
}
