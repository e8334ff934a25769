// npm run bench -- ingest|pipeline|welcome|memory|growth|identity|hot-stock|orders|bills|all [--quick] [--json] [--markdown] [--area A] [--size N]: measures this machine.
// An embedded replica set in a temporary folder, unless MONGODB_URI names one; databases are called bench_….
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setUp } from './setup/index.mjs'
import { ROOT } from './setup/project.mjs'
import { say } from './setup/progress.mjs'

const MEASURER = path.join(ROOT, 'dist/scripts/bench/main.js')

let mongo
let folder
let measurer
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void stop().then(() => process.exit(1)))
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  say(error.message)
  process.exitCode = 1
} finally {
  await stop()
}

async function main(args) {
  await setUp()
  const { readArguments } = await import('../dist/scripts/bench/catalogue.js')
  const { names } = readArguments(args)
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-bench-'))
  // The memory bench stops its store: never one that somebody else started.
  if (!process.env.MONGODB_URI || names.includes('memory')) {
    const { startEmbeddedMongo } = await import('./embedded-mongo.mjs')
    mongo = await startEmbeddedMongo({ folder: path.join(folder, 'db') })
  }
  return await measure(args, {
    ...process.env,
    BENCH_FOLDER: folder,
    BENCH_MONGODB_URI: process.env.MONGODB_URI || mongo.uri('bench'),
    ...(mongo && { BENCH_OWN_MONGODB_URI: mongo.uri('bench'), BENCH_OWN_MONGOD: mongo.pid }),
  })
}

/** Answers the exit code: 1 when a bar is missed. */
function measure(args, env) {
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc']
  measurer = spawn(process.execPath, [MEASURER, ...args], { env, stdio, detached: true })
  return new Promise((resolve, reject) => {
    measurer.once('error', reject)
    measurer.once('exit', (code) => resolve(code ?? 1))
  })
}

async function stop() {
  measurer?.kill()
  const running = mongo
  mongo = undefined
  if (running !== undefined) {
    process.kill(running.pid, 'SIGCONT') // a bench that was ended may have left it stopped
    await running.stop()
  }
  if (folder !== undefined) {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
