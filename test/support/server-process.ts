import { spawn } from 'node:child_process'
import { compileServer, type CompiledServer } from './compiled-server.js'

const COMPILE_MS = 60_000
const DEADLINE_MS = 60_000

export type ServerProcess = Readonly<{
  /** Resolves with the port of the line `listening`; rejects when the process ends before. */
  listening: Promise<number>
  /** Resolves when the process has ended, with what it wrote. */
  ended: Promise<Readonly<{ code: number | null; signal: string | null; output: string }>>
  kill(signal: NodeJS.Signals): void
}>

/** server/main.ts as processes of their own, each with the environment given and nothing else of ours. */
export function useServerProcesses(): {
  start(environment: Readonly<Record<string, string>>): ServerProcess
} {
  let compiled: CompiledServer | undefined
  beforeAll(async () => {
    compiled = await compileServer()
  }, COMPILE_MS)
  afterAll(() => compiled?.remove())
  return {
    start(environment) {
      if (compiled === undefined) {
        throw new Error('the server is compiled in beforeAll: use it inside tests and hooks')
      }
      return startServer(compiled.pathOf('server/main.ts'), environment)
    },
  }
}

function startServer(main: string, environment: Readonly<Record<string, string>>): ServerProcess {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [main], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written = { output: '' }
  const ended = new Promise<Awaited<ServerProcess['ended']>>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, output: written.output }))
  })
  const listening = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`not listening in time:\n${written.output}`)),
      DEADLINE_MS,
    )
    const take = (data: string) => {
      written.output += data
      const port = portOf(written.output)
      if (port !== undefined) {
        clearTimeout(timer)
        resolve(port)
      }
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    void ended.then(({ output }) => {
      clearTimeout(timer)
      reject(new Error(`the server ended:\n${output}`))
    })
  })
  listening.catch(() => undefined) // a test may only wait for the end
  return { listening, ended, kill: (signal) => void child.kill(signal) }
}

/** The contract's line: `msg:"listening"` with the port, once /readyz answers. */
function portOf(output: string): number | undefined {
  const line = output.split('\n').find((text) => text.includes('"msg":"listening"'))
  return line === undefined ? undefined : (JSON.parse(line) as { port: number }).port
}
