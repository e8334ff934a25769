import { loadDemo } from './load-demo.js'

/** Loads the demo data once. Reads SERVER_URL, SANDBOX_URL, OPEN_API_KEY and ADMIN_PASSWORD. */

const {
  SERVER_URL: serverUrl = 'http://127.0.0.1:3000',
  SANDBOX_URL: sandboxUrl = 'http://127.0.0.1:3100',
  OPEN_API_KEY: openApiKey = '',
  ADMIN_PASSWORD: password = '',
} = process.env

const say = (line: string) => void process.stderr.write(`${line}\n`)
const startedAt = performance.now()

try {
  const target = { serverUrl, sandboxUrl, openApiKey, admin: { username: 'admin', password } }
  const outcome = await loadDemo(target, say)
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  say(outcome === 'loaded' ? `Demo data loaded in ${seconds} s` : 'The demo data is there already')
} catch (error) {
  say(`Demo data: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
