// npm run screenshots: plays the browser tests and keeps their pictures in test/e2e/screenshots, which the README shows.
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const test = path.join(import.meta.dirname, 'test.mjs')
const env = { ...process.env, HUIKE_SCREENSHOTS: '1' }
const { status } = spawnSync(process.execPath, [test, 'test/e2e'], { stdio: 'inherit', env })
process.exitCode = status ?? 1
