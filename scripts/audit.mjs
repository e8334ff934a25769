// npm run audit: checks every invariant on a database, read only. MONGODB_URI, else the one of npm start or npm run serve.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { embeddedUri } from './embedded-mongo.mjs'
import { setUp } from './setup/index.mjs'
import { dataDir, ROOT } from './setup/project.mjs'
import { say } from './setup/progress.mjs'

const AUDIT = path.join(ROOT, 'dist/scripts/audit/main.js')

try {
  await setUp()
  const uri = process.env.MONGODB_URI || (await embeddedUri(path.join(dataDir(), 'db'), 'huike'))
  const env = { ...process.env, MONGODB_URI: uri }
  const child = spawn(process.execPath, [AUDIT], { env, stdio: 'inherit' })
  child.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
} catch (error) {
  say(error.message)
  process.exitCode = 1
}
