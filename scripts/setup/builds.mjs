import fs from 'node:fs'
import path from 'node:path'
import { onceFor } from './fingerprint.mjs'
import { inParallel } from './in-parallel.mjs'
import { withProgress } from './progress.mjs'
import { ROOT } from './project.mjs'
import { runCommand } from './run-command.mjs'

// Each build with what it is made from; a change of anything else does not start it. The compiler only translates
// here (--noCheck): types are proven by npm run check.
const BUILDS = [
  {
    what: 'compiling the server',
    folder: '.',
    command: 'npx tsc -p tsconfig.build.json --noCheck',
    stamp: 'dist/.huike-stamp',
    needs: 'server/main.ts',
    inputs: ['server', 'scripts', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    except: ['server/web'],
  },
  {
    what: 'building console and sidebar',
    folder: 'server/web',
    command: 'npm run build',
    stamp: 'server/web/dist/.huike-stamp',
    needs: 'server/web/console/index.html',
    inputs: ['server/web'],
  },
  {
    what: 'building the mini-program for the browser (H5)',
    folder: 'miniprogram',
    command: 'npm run build:h5',
    stamp: 'miniprogram/dist/.huike-stamp-h5',
    needs: 'miniprogram/src/app.config.ts',
    inputs: ['miniprogram'],
  },
]

/** Compiles the server and builds the screens, what changed of them. */
export async function buildAll() {
  await inParallel(BUILDS.map(build))
}

async function build({ what, folder, command, stamp, needs, inputs, except }) {
  if (!fs.existsSync(path.join(ROOT, needs))) {
    process.stderr.write(`setup: ${what}: skipped, ${needs} is not there\n`)
    return
  }
  await onceFor({ stamp, inputs, except }, () =>
    withProgress(what, () => runCommand(command, { cwd: path.join(ROOT, folder) })),
  )
}
