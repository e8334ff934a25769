import { spawn } from 'node:child_process'
import path from 'node:path'
import readline from 'node:readline'
import type { Calls } from './caller.program.js'

const PROGRAM = path.resolve('test/integration/platform-calls/caller.program.ts')

export type Caller = Readonly<{
  /** Lets the process make so many calls at once, and waits for their ends. */
  call(count: number): Promise<Calls>
  /** Begins so many calls and does not wait. */
  begin(count: number): void
  kill(): Promise<void>
}>

/** A real process of its own with this environment, ready to call WeCom. */
export async function startCaller(environment: Readonly<Record<string, string>>): Promise<Caller> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], {
    env: { PATH, HOME, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = readline.createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next()
    if (done === true) {
      throw new Error('the calling process has ended')
    }
    return value
  }
  const begin = (count: number) => void child.stdin.write(`${count}\n`)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await next() // ready
  return {
    begin,
    async call(count) {
      begin(count)
      return JSON.parse(await next()) as Calls
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
