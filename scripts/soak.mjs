// npm run soak -- MINUTES [SEED]: process faults under load for so long; the code is the tests' own (test/support/process-faults).
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setUp } from './setup/index.mjs'
import { ROOT } from './setup/project.mjs'
import { say } from './setup/progress.mjs'

const SOAK = path.join(ROOT, 'test/support/process-faults/soak.ts')

try {
  await setUp()
  const args = ['--import', 'tsx', SOAK, ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
  child.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
} catch (error) {
  say(error.message)
  process.exitCode = 1
}
