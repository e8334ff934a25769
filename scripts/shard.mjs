// npm run shard: prints how collections are distributed over shards; -- --apply runs it on the mongos of MONGODB_URI.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setUp } from './setup/index.mjs'
import { ROOT } from './setup/project.mjs'
import { say } from './setup/progress.mjs'

try {
  await setUp()
  const program = path.join(ROOT, 'dist/scripts/shard/main.js')
  const child = spawn(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  child.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
} catch (error) {
  say(error.message)
  process.exitCode = 1
}
