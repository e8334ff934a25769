// npm run check: packages, then types, lint, import rules, dead code and listed commands. No database.
import path from 'node:path'
import { commandProblems } from './check/commands.mjs'
import { runSteps } from './check/steps.mjs'
import { setUpPackages } from './setup/index.mjs'
import { ROOT } from './setup/project.mjs'
import { say } from './setup/progress.mjs'

const CACHE = 'node_modules/.cache/huike'
const tsc = (buildInfo) =>
  `npx tsc -p tsconfig.json --noEmit --incremental --tsBuildInfoFile ${path.join(ROOT, CACHE, buildInfo)}`

// The slowest first: two of them run at a time.
const STEPS = [
  { name: 'lint', command: 'npx eslint .' },
  { name: 'types', command: tsc('root.tsbuildinfo') },
  {
    name: 'layout',
    command: `npx prettier --check --log-level warn --cache --cache-location ${CACHE}/prettier .`,
  },
  { name: 'types of the screens', folder: 'server/web', command: tsc('web.tsbuildinfo') },
  {
    name: 'types of the mini-program',
    folder: 'miniprogram',
    command: tsc('mini.tsbuildinfo'),
  },
  { name: 'interface types', command: 'npm run --silent api -- --check' },
  {
    name: 'import rules',
    command:
      'npx depcruise --config .dependency-cruiser.cjs --output-type err-long server scripts test miniprogram/src',
  },
  { name: 'dead code', command: 'npx knip --no-progress' },
  { name: 'listed commands', run: commandProblems },
]

try {
  await setUpPackages()
  const failed = await runSteps(STEPS, { root: ROOT })
  say(failed.length === 0 ? 'check: all is well' : `check: ${failed.join(', ')} failed`)
  process.exit(failed.length === 0 ? 0 : 1)
} catch (error) {
  say(error.message)
  process.exit(1)
}
