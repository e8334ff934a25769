import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const PROGRAM = path.resolve('test/support/process-faults/talker.ts')
const ENDS_MS = 60_000

// Guarantee (dependencies.md trap 7): whose parent is killed, ends. The logger's own stream tries a broken pipe for ever,
// at the end of the process too, so that a server stayed behind for good.
test(
  'a process ends though nobody reads its log any more',
  async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    const { stdout } = child
    if (stdout === null) {
      throw new Error('its output is a pipe')
    }
    await once(stdout, 'readable') // and never read: the pipe is full, and breaks with lines in it
    const ended = once(child, 'exit')
    stdout.destroy()
    child.disconnect()
    try {
      expect(await ended).toEqual([0, null])
    } finally {
      child.kill('SIGKILL')
    }
  },
  ENDS_MS,
)
