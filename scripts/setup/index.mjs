import path from 'node:path'
import { ensureMongod } from '../ensure-mongod.mjs'
import { buildAll } from './builds.mjs'
import { inParallel } from './in-parallel.mjs'
import { withLock } from './lock.mjs'
import { installPackages } from './packages.mjs'
import { say, withProgress } from './progress.mjs'
import { STATE_DIR } from './project.mjs'

const LOCK = path.join(STATE_DIR, 'setup.lock')

/** Packages only: what `npm run check` needs. */
export async function setUpPackages() {
  await withLock(LOCK, installPackages)
}

/** Packages, the MongoDB binary, the compiled server and the built screens; only what is missing or has changed. */
export async function setUp() {
  await withLock(LOCK, async () => {
    await installPackages()
    await inParallel([withProgress('finding MongoDB', findMongod), buildAll()])
  })
}

async function findMongod() {
  try {
    await ensureMongod({ log: say })
  } catch (error) {
    if (!process.env.MONGODB_URI) {
      throw error
    }
    say('setup: no mongod found; MONGODB_URI is set, so none is needed')
  }
}
