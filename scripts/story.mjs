// npm run story -- NAME: plays a business story. --list lists them; --server URL --sandbox URL --key KEY choose a running system;
// --size N plays a large one smaller.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { freePort } from './processes/ports.mjs'
import { setUp } from './setup/index.mjs'
import { dataDir, ROOT } from './setup/project.mjs'
import { say } from './setup/progress.mjs'

const PLAYER = path.join(ROOT, 'dist/scripts/stories/main.js')
const DEFAULTS = { server: 'http://127.0.0.1:3000', sandbox: 'http://127.0.0.1:3100' }
const ANSWER_MS = 2_000

let system
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void stop().then(() => process.exit(1)))
}

try {
  process.exitCode = await main()
} catch (error) {
  say(error.message)
  process.exitCode = 1
} finally {
  await stop()
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      server: { type: 'string' },
      sandbox: { type: 'string' },
      key: { type: 'string' },
      size: { type: 'string' },
      list: { type: 'boolean', default: false },
    },
  })
  await setUp()
  if (values.list) {
    return await play(['--list'], process.env)
  }
  const [name] = positionals
  const { STORIES } = await import('../dist/scripts/stories/index.js')
  const names = STORIES.map((story) => story.name)
  if (!names.includes(name)) {
    throw new Error(`Which story? There are ${names.join(' and ')}: npm run story -- ${names[0]}`)
  }
  const { server, sandbox, key, password } = await stageFor(values)
  // with `=`: a key may begin with a dash
  const size = values.size === undefined ? [] : [`--size=${values.size}`]
  const args = [name, `--server=${server}`, `--sandbox=${sandbox}`, `--key=${key}`, ...size]
  return await play(args, { ...process.env, ADMIN_PASSWORD: password })
}

/** The system that is named, else the one of `npm start` when it runs, else a fresh one in a folder of its own. */
async function stageFor({ server, sandbox, key }) {
  const isNamed = server !== undefined || sandbox !== undefined || key !== undefined
  if (isNamed || (await answers(`${DEFAULTS.server}/readyz`))) {
    const local = await localKeys()
    const stage = {
      server: server ?? DEFAULTS.server,
      sandbox: sandbox ?? DEFAULTS.sandbox,
      key: key ?? local.key,
      password: process.env.ADMIN_PASSWORD ?? local.password,
    }
    const missing = [
      ...(stage.key === undefined ? ['--key KEY (an open API key)'] : []),
      ...(stage.password === undefined ? ['ADMIN_PASSWORD (environment)'] : []),
    ]
    if (missing.length > 0) {
      throw new Error(`To play on ${stage.server}, give ${missing.join(' and ')}.`)
    }
    return stage
  }
  return await startFresh()
}

async function startFresh() {
  const { startLocalSystem } = await import('./processes/local-system.mjs')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-story-'))
  say('No system is running: starting a fresh one for this story …')
  try {
    const running = await startLocalSystem({
      folder,
      port: await freePort(),
      sandboxPort: await freePort(),
      log: () => undefined,
      onEnd: (why) => say(why),
    })
    system = { folder, stop: () => running.stop() }
    const { addresses, secrets } = running
    return { ...addresses, key: keyIn(secrets), password: secrets.ADMIN_PASSWORD }
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** Of the system that `npm start` keeps in the data folder. */
async function localKeys() {
  const file = path.join(dataDir(), 'secrets.json')
  if (!fs.existsSync(file)) {
    return {}
  }
  const secrets = JSON.parse(fs.readFileSync(file, 'utf8'))
  return { key: keyIn(secrets), password: secrets.ADMIN_PASSWORD }
}

function keyIn({ OPEN_API_KEYS }) {
  return OPEN_API_KEYS.split(',')[0].split(':')[1]
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) })).ok
  } catch {
    return false
  }
}

/** Answers the exit code. */
function play(args, env) {
  const child = spawn(process.execPath, [PLAYER, ...args], { env, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function stop() {
  const running = system
  system = undefined
  await running?.stop()
  if (running !== undefined) {
    fs.rmSync(running.folder, { recursive: true, force: true })
  }
}
