import { createLog } from '../../../server/platform/log/index.js'

// A program that logs more than a pipe holds and ends, with a last line, once its parent is gone.

const LINES = 4_000
const log = createLog({ level: 'info' })
process.on('disconnect', () => {
  log.error('nobody listens any more')
  process.exit(0)
})
for (let line = 0; line < LINES; line += 1) {
  log.info({ filling: 'x'.repeat(500) }, 'talking')
}
