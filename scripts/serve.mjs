// npm run serve: one production process from the environment only. Embedded database only with ROLE=all.
import path from 'node:path'
import { setUp } from './setup/index.mjs'
import { dataDir, ROOT } from './setup/project.mjs'
import { say } from './setup/progress.mjs'

const SERVER = path.join(ROOT, 'dist/server/main.js')
const PLACEHOLDER = 'mongodb://127.0.0.1/huike' // only to check the rest before a database is started

try {
  await setUp()
  await serve()
} catch (error) {
  say(error.message)
  process.exit(1)
}

async function serve() {
  const role = process.env.ROLE || 'all'
  const isEmbedded = !process.env.MONGODB_URI && role === 'all'
  const { loadConfig } = await import('../dist/server/config.js')
  const { API_NODE_OPTIONS } = await import('../dist/server/node-options.js')
  loadConfig(isEmbedded ? { ...process.env, MONGODB_URI: PLACEHOLDER } : process.env)

  const { startChild } = await import('./processes/child.mjs')
  const running = {}
  const mongo = isEmbedded ? await embedded(running) : undefined
  const env = {
    ...(role === 'api' && { NODE_OPTIONS: API_NODE_OPTIONS }),
    ...process.env,
    ...(mongo && { MONGODB_URI: mongo.uri('huike') }),
  }
  const server = startChild({ name: 'server', file: SERVER, env })
  running.server = server
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => void server.stop())
  }
  const how = await server.ended
  await mongo?.stop()
  process.exit(typeof how === 'number' ? how : 1)
}

async function embedded(running) {
  const { startEmbeddedMongo } = await import('./embedded-mongo.mjs')
  return await startEmbeddedMongo({
    folder: path.join(dataDir(), 'db'),
    log: say,
    async onEnd(how) {
      say(
        `The embedded mongod ended (${how}); the server stops. Start again: it comes back with its data.`,
      )
      await running.server?.stop()
      process.exit(1)
    },
  })
}
