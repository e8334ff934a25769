// npm run setup: packages, MongoDB binary, built screens. Plain Node: it runs before the first `npm ci`.
import { setUp } from './setup/index.mjs'
import { say } from './setup/progress.mjs'

const isQuiet = process.argv.includes('--quiet')
try {
  await setUp()
  if (!isQuiet) {
    say('setup: everything is in place')
  }
} catch (error) {
  say(error.message)
  process.exit(1)
}
