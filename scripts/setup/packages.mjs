import fs from 'node:fs'
import path from 'node:path'
import { onceFor } from './fingerprint.mjs'
import { inParallel } from './in-parallel.mjs'
import { PACKAGE_ROOTS, ROOT } from './project.mjs'
import { withProgress } from './progress.mjs'
import { runCommand } from './run-command.mjs'

const INSTALL = 'npm ci --ignore-scripts --no-audit --no-fund'

/** Installs what the lock files say, in all package roots at once; a root that has it already is left alone. */
export async function installPackages() {
  await inParallel(PACKAGE_ROOTS.map(installRoot))
}

async function installRoot(root) {
  const inputs = [path.join(root, 'package.json'), path.join(root, 'package-lock.json')]
  const stamp = path.join(root, 'node_modules/.huike-stamp')
  await onceFor({ stamp, inputs }, async () => {
    if (!isInstalled(path.join(ROOT, root))) {
      const name = root === '.' ? 'server' : root
      await withProgress(`installing packages of ${name}`, () =>
        runCommand(INSTALL, { cwd: path.join(ROOT, root) }),
      )
    }
  })
}

/** Does node_modules hold every locked package in its version, by npm's own record of it? */
function isInstalled(folder) {
  const locked = packagesOf(path.join(folder, 'package-lock.json'))
  const present = packagesOf(path.join(folder, 'node_modules/.package-lock.json'))
  return (
    present !== null &&
    Object.entries(locked ?? {}).every(
      ([name, { version, optional }]) =>
        name === '' || optional === true || present[name]?.version === version,
    )
  )
}

function packagesOf(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).packages : null
}
