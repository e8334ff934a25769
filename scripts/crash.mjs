// npm run crash [-- --all] [-- --scenario NAME] [-- --seed N]: breaks every command of every flow, as npm test does, or
// with --all in every way there is. The code is the tests' own (test/integration/crash); the last line is the result.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { setUp } from './setup/index.mjs'
import { ROOT, STATE_DIR } from './setup/project.mjs'
import { say } from './setup/progress.mjs'

const JEST = 'node_modules/jest/bin/jest.js'
const SCENARIOS = 'test/integration/crash'
const USAGE = 'npm run crash [-- --all] [-- --scenario PART-OF-A-NAME] [-- --seed NUMBER]'
const MAX_SEED = 1_000_000

try {
  const { all, scenario, seed } = given()
  await setUp()
  const file = path.join(STATE_DIR, 'crash.jsonl')
  fs.mkdirSync(STATE_DIR, { recursive: true })
  fs.rmSync(file, { force: true })
  const startedAt = Date.now()
  const code = await runScenarios(scenario, {
    HUIKE_TEST_SUITE: 'crash',
    HUIKE_CRASH_REPORT: file,
    HUIKE_CRASH_SEED: String(seed),
    ...(all ? { HUIKE_CRASH_ALL: '1' } : {}),
  })
  const results = resultsIn(file)
  process.stdout.write(`${lastLine(results, { all, seed, startedAt })}\n`)
  process.exitCode = code === 0 && results.length > 0 ? 0 : 1
} catch (error) {
  say(error.message)
  process.exitCode = 1
}

function given() {
  try {
    const { values } = parseArgs({
      options: {
        all: { type: 'boolean', default: false },
        scenario: { type: 'string' },
        seed: { type: 'string', default: String(Math.floor(Math.random() * MAX_SEED)) },
      },
    })
    return { ...values, seed: Number(values.seed) }
  } catch (error) {
    throw new Error(`${error.message}\n${USAGE}`)
  }
}

/** Answers jest's exit code. */
function runScenarios(scenario, environment) {
  const chosen = scenario === undefined ? [] : ['--testNamePattern', scenario]
  const args = [JEST, SCENARIOS, '--maxWorkers=2', '--forceExit', ...chosen]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...environment, FORCE_COLOR: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve) => {
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** One line per scenario that came to its end. */
function resultsIn(file) {
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : []
  return lines.map((line) => JSON.parse(line)).filter(({ failures }) => failures !== undefined)
}

/** A sentence that can stand in the README. */
function lastLine(results, { all, seed, startedAt }) {
  const sum = (of) => results.reduce((total, result) => total + of(result), 0)
  const date = new Date(startedAt).toISOString().slice(0, 10)
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  const recorded = `${sum((one) => one.commands)} commands and ${sum((one) => one.calls)} calls recorded`
  return (
    `crash${all ? ' --all' : ''}: ${date}, ${results.length} scenarios, ${recorded}, ` +
    `${sum((one) => one.runs)} runs, ${sum((one) => one.failures.length)} failures, seed ${seed}, ${seconds} s`
  )
}
