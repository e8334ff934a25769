// npm test: sets up what is missing, runs every suite, and adds up what came out. The last line is the sum.
import fs from 'node:fs'
import path from 'node:path'
import { setUp } from './setup/index.mjs'
import { ROOT, STATE_DIR } from './setup/project.mjs'
import { say } from './setup/progress.mjs'
import { ensureBrowser } from './setup/browser.mjs'
import { runJest } from './test/jest-run.mjs'
import { addUp, lastLine } from './test/results.mjs'

const CRASHES = ['test/integration/crash', 'test/integration/planted-bugs']
/** What measures seconds must not share them. */
const MEASURED = [
  'test/integration/process-faults',
  'test/integration/wecom/welcome-under-load.test.ts',
  'test/integration/wecom/reconcile.test.ts',
]
/** One after the other, never more than two test files at once: a machine with two cores must not be one of the faults. */
const TURNS = [
  [
    {
      name: 'inside',
      workers: 2,
      paths: ['test/unit', 'test/integration'],
      except: [...CRASHES, ...MEASURED],
    },
  ],
  [{ name: 'outside', workers: 2, paths: ['test/contract', 'test/guide', 'test/e2e', ...CRASHES] }],
  [{ name: 'measured', workers: 1, paths: MEASURED }],
]
const LIMIT_MS = 35 * 60_000 // a hang must end; a slow machine must not fail

try {
  await setUp()
  await ensureBrowser()
  const given = process.argv.slice(2)
  const turns = given.length > 0 ? [[{ name: 'chosen', workers: 2, paths: given }]] : TURNS
  const folder = path.join(STATE_DIR, 'test')
  fs.mkdirSync(folder, { recursive: true })
  const options = { root: ROOT, folder, limitMs: LIMIT_MS, isPrefixed: turns.length > 1 }
  const outcomes = []
  for (const runs of turns) {
    outcomes.push(...(await Promise.all(runs.map((run) => runJest(run, options)))))
  }
  const sum = addUp(outcomes)
  sum.problems.forEach(say)
  process.stdout.write(`${lastLine(sum)}\n`)
  process.exitCode = sum.failed === 0 ? 0 : 1
} catch (error) {
  say(error.message)
  process.stdout.write(`${lastLine({ passed: 0, failed: 1, skipped: 0 })}\n`)
  process.exitCode = 1
}
