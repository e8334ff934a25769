import path from 'node:path'
import { runCommand } from '../setup/run-command.mjs'
import { say } from '../setup/progress.mjs'

const AT_ONCE = 2

/** Runs all steps, two at a time; prints name and time of each, and the output of those that fail. */
export async function runSteps(steps, { root }) {
  const left = [...steps]
  const failed = []
  const lane = async () => {
    for (let step = left.shift(); step !== undefined; step = left.shift()) {
      if (!(await runStep(step, root))) {
        failed.push(step.name)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return failed
}

async function runStep({ name, folder = '.', command, run }, root) {
  const start = Date.now()
  const took = () => `${((Date.now() - start) / 1000).toFixed(1)} s`
  try {
    await (run?.() ?? runCommand(command, { cwd: path.join(root, folder) }))
    say(`check: ${name}: ok (${took()})`)
    return true
  } catch (error) {
    say(`check: ${name}: FAILED (${took()})\n${error.message}\n`)
    return false
  }
}
