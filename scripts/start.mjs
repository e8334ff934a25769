// npm start: the whole product for a newcomer. `npm start -- --fresh` begins with empty data.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { requireFree } from './processes/ports.mjs'
import { setUp } from './setup/index.mjs'
import { dataDir, ROOT } from './setup/project.mjs'
import { say } from './setup/progress.mjs'

const PORT = Number(process.env.PORT || 3000)
const SANDBOX_PORT = Number(process.env.SANDBOX_PORT || 3100)
const DEMO = path.join(ROOT, 'dist/scripts/demo/main.js')

let system
let demo
let isStopping = false

/** Once, whatever comes first: Ctrl-C, a signal, a part that ended. */
async function stop(code, why) {
  if (isStopping) {
    return
  }
  isStopping = true
  say(why)
  demo?.kill()
  await system?.stop()
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void stop(0, '\nStopping …'))
}

try {
  await start()
} catch (error) {
  await stop(1, error.message)
}

async function start() {
  const folder = dataDir()
  await requireFree({ port: PORT, variable: 'PORT', what: 'the server' })
  await requireFree({ port: SANDBOX_PORT, variable: 'SANDBOX_PORT', what: 'the sandbox' })
  await setUp()
  const { forgetLocalData, startLocalSystem } = await import('./processes/local-system.mjs')
  if (process.argv.includes('--fresh')) {
    say('Beginning with empty data …')
    forgetLocalData(folder)
  }
  const onEnd = (why) => void stop(1, `${why}; stopping the rest.`)
  say('Starting database, WeChat sandbox and server …')
  system = await startLocalSystem({
    folder,
    port: PORT,
    sandboxPort: SANDBOX_PORT,
    log: say,
    onEnd,
  })
  if (isStopping) {
    await system.stop()
    return
  }
  await loadDemoOnce(folder)
  if (!isStopping) {
    process.stdout.write(`${welcome(system)}\n`)
  }
}

async function loadDemoOnce(folder) {
  const mark = path.join(folder, 'demo-loaded.json')
  if (fs.existsSync(mark) || !fs.existsSync(DEMO)) {
    return
  }
  say('Loading demo data …')
  const { addresses, secrets, env } = system
  const [, openApiKey] = secrets.OPEN_API_KEYS.split(':')
  const demoEnv = { ...env, SERVER_URL: addresses.server, OPEN_API_KEY: openApiKey }
  demo = spawn(process.execPath, [DEMO], { env: demoEnv, stdio: ['ignore', 2, 2] })
  const code = await new Promise((resolve) => demo.once('exit', resolve))
  if (isStopping) {
    return
  }
  if (code !== 0) {
    throw new Error(`Loading the demo data failed (${code}). npm start -- --fresh begins anew.`)
  }
  fs.writeFileSync(mark, JSON.stringify({ loadedAt: new Date().toISOString() }))
}

function welcome({ addresses: { server, sandbox }, secrets }) {
  const [, openApiKey] = secrets.OPEN_API_KEYS.split(':')
  return `
Huike is running. Ctrl-C stops it; the data stays for the next start.

  Console (运营后台)         ${server}/console/     log in as admin / ${secrets.ADMIN_PASSWORD}
  Mini-program (小程序 H5)   ${server}/m/
  WeChat sandbox (微信沙盒)  ${sandbox}/     scan a channel code, pay, see every call and callback
  Interface (OpenAPI)        ${server}/docs        open API key: ${openApiKey}

To see the story: open the sandbox, let a person scan a channel code, watch the welcome message arrive,
log in to the mini-program as the same person, order and pay, then open the customer in the console.`
}
