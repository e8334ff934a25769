import { spawn } from 'node:child_process'
import net from 'node:net'
import path from 'node:path'

export { freePort } from '../../../scripts/processes/free-port.js'

/** Commands as a newcomer types them, from the project's folder. */

const ROOT = path.resolve(__dirname, '../../..')
const POLL_MS = 100

// What this run of tests, or a real installation in this shell, has set and a newcomer has not.
const NOT_A_NEWCOMERS =
  /^(WECOM_|MINI_|PAY_|MONGODB_URI|MONGOMS_|JEST_|HUIKE_|NODE_ENV|NOTIFY_|PUBLIC_URL|ROLE|PORT|HOST|SESSION_|PII_|ADMIN_|OPEN_API|DATA_DIR|SANDBOX_)/

type Environment = Readonly<Record<string, string>>

export type Running = Readonly<{
  pid: number
  /** Everything written so far, both streams. */
  output(): string
  /** What it wrote to its standard output only. */
  stdout(): string
  /** Waits for these words; throws with the output when it ends before, or when the time is over. */
  says(words: string | RegExp, withinMs: number): Promise<void>
  /** Ctrl-C: the signal goes to the whole process group, as from a terminal. Answers the exit code. */
  interrupt(): Promise<number | null>
  ended: Promise<number | null>
}>

/** `command`: for example `npm run story -- --list`. */
export function startCommand(command: string, environment: Environment = {}): Running {
  const [program = '', ...args] = command.split(' ')
  const clean = Object.entries(process.env).filter(([name]) => !NOT_A_NEWCOMERS.test(name))
  const env = { ...Object.fromEntries(clean), ...environment }
  const child = spawn(program, args, { cwd: ROOT, env, detached: true })
  const written = { all: '', stdout: '' }
  child.stdout.on('data', (data: Buffer) => {
    written.stdout += data.toString()
    written.all += data.toString()
  })
  child.stderr.on('data', (data: Buffer) => void (written.all += data.toString()))
  let end: number | null | undefined
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      end = code
      resolve(code)
    })
  })
  const { pid = 0 } = child
  return {
    pid,
    ended,
    output: () => written.all,
    stdout: () => written.stdout,
    async says(words, withinMs) {
      const isThere = () =>
        typeof words === 'string' ? written.all.includes(words) : words.test(written.all)
      await until(isThere, {
        withinMs,
        giveUp: () => end !== undefined,
        why: () => `"${command}" does not say ${String(words)}\n${written.all.slice(-3_000)}`,
      })
    },
    async interrupt() {
      if (end === undefined) {
        process.kill(-pid, 'SIGINT')
      }
      return await ended
    },
  }
}

/** Runs to the end. */
export async function runCommand(command: string, environment: Environment = {}) {
  const running = startCommand(command, environment)
  const code = await running.ended
  return { code, stdout: running.stdout(), output: running.output() }
}

type Until = Readonly<{ withinMs: number; giveUp?: () => boolean; why: () => string }>

/** Waits for a condition; throws `why` when the time is over. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  { withinMs, giveUp, why }: Until,
) {
  const untilMs = Date.now() + withinMs
  while (!(await isSo())) {
    if (Date.now() > untilMs || giveUp?.() === true) {
      throw new Error(why())
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

/** Does anybody listen there? */
export function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
