import fs from 'node:fs'
import path from 'node:path'
import { startEmbeddedMongo } from '../embedded-mongo.mjs'
import { ROOT } from '../setup/project.mjs'
import { startChild } from './child.mjs'
import { localSecrets } from './secrets.mjs'

const SANDBOX = path.join(ROOT, 'dist/scripts/sandbox/main.js')
const SERVER = path.join(ROOT, 'dist/server/main.js')
const DATABASE = 'huike'
const SANDBOX_READY_MS = 60_000
const SERVER_READY_MS = 60_000

/**
 * Starts the whole product on this machine: embedded MongoDB, the WeChat sandbox, the server with role `all`.
 * Everything it keeps is below `folder`. `onEnd` is called when a part ends by itself.
 */
export async function startLocalSystem({ folder, port, sandboxPort, log, onEnd }) {
  const secrets = localSecrets(folder)
  const parts = []
  const failed = (name) => (how) => onEnd(`${name} ended (${how})`)
  const stop = async () => {
    while (parts.length > 0) {
      await parts.pop().stop() // the last started first: server, sandbox, database
    }
  }
  try {
    const mongo = await startEmbeddedMongo({
      folder: path.join(folder, 'db'),
      log,
      onEnd: failed('the embedded MongoDB'),
    })
    parts.push(mongo)
    const addresses = addressesOf(port, sandboxPort)
    const sandbox = startPart('sandbox', { file: SANDBOX, env: sandboxEnv(folder, addresses) })
    parts.push(sandbox)
    await sandbox.ready(`${addresses.sandbox}/control/credentials`, SANDBOX_READY_MS)
    const env = { ...(await serverEnv(addresses)), ...secrets, MONGODB_URI: mongo.uri(DATABASE) }
    const server = startPart('server', { file: SERVER, env })
    parts.push(server)
    await server.ready(`${addresses.server}/readyz`, SERVER_READY_MS)
    return { addresses, secrets, env, stop }
  } catch (error) {
    await stop()
    throw error
  }

  function startPart(name, { file, env }) {
    const logFile = path.join(folder, 'logs', `${name}.log`)
    return startChild({ name, file, env, logFile, onEnd: failed(`the ${name}, see ${logFile},`) })
  }
}

/** Removes what the local system keeps, but the downloaded binary and the secrets. */
export function forgetLocalData(folder) {
  for (const name of ['db', 'sandbox', 'demo-loaded.json']) {
    fs.rmSync(path.join(folder, name), { recursive: true, force: true })
  }
}

function addressesOf(port, sandboxPort) {
  return { server: `http://127.0.0.1:${port}`, sandbox: `http://127.0.0.1:${sandboxPort}` }
}

function sandboxEnv(folder, { server, sandbox }) {
  return {
    ...ownEnvironment(),
    SANDBOX_PORT: new URL(sandbox).port,
    SANDBOX_DATA_DIR: path.join(folder, 'sandbox'),
    SANDBOX_SERVER_URL: server,
  }
}

/** The sandbox tells what a server needs to talk to it; upper-case names are variables. */
async function serverEnv({ server, sandbox }) {
  const credentials = await (await fetch(`${sandbox}/control/credentials`)).json()
  const variables = Object.entries(credentials).filter(([name]) => /^[A-Z][A-Z0-9_]+$/.test(name))
  return {
    ...ownEnvironment(),
    ...Object.fromEntries(variables),
    HOST: '127.0.0.1',
    PORT: new URL(server).port,
    PUBLIC_URL: server,
    SANDBOX_URL: sandbox,
    ROLE: 'all',
  }
}

/** The environment without settings of a real installation that may lie around in this shell. */
function ownEnvironment() {
  const settings = /^(WECOM_|MINI_|PAY_|MONGODB_URI$|NOTIFY_BASE_URL$|PUBLIC_URL$|ROLE$)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.test(name)))
}
