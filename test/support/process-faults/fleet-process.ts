import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { tcpProxy, type TcpProxy, type Wire } from './tcp-proxy.js'

const LISTENING_MS = 120_000
const STOPPED_MS = 30_000
const KEPT_LINES = 12
const SHOWN_CHARACTERS = 400
const preload = (name: string) => path.resolve('test/support/process-faults', name)

export type Start = Readonly<{
  /** The process's clock is wrong by so much. */
  clockShiftMs?: number
  version?: 'present' | 'next'
}>

/** One place of the fleet: a process that can die there and be followed by another. */
export type FleetProcess = Readonly<{
  name: string
  url: string
  /** Its ways to the database. */
  wire: Wire
  start(options?: Start): Promise<void>
  /** kill -9; answers once it is gone. */
  kill(): Promise<void>
  freeze(): void
  thaw(): void
  /** SIGTERM; answers its exit code. Throws when it takes longer than a stop may take. */
  terminate(): Promise<number | null>
  /** The last warnings and errors it wrote. */
  lastLines(): readonly string[]
  /** Ends nobody asked for. */
  unexpectedEnds(): readonly string[]
  close(): Promise<void>
}>

type Options = Readonly<{
  name: string
  entry: string
  port: number
  environment: Readonly<Record<string, string>>
  memberPorts: readonly number[]
}>

/** A process of the product with a proxy of its own before each member of the database. */
export async function fleetProcess(options: Options): Promise<FleetProcess> {
  const { name, port, memberPorts } = options
  const proxies = await Promise.all(memberPorts.map((member) => tcpProxy(member)))
  const lines: string[] = []
  const ends: string[] = []
  let child: ChildProcess | undefined
  let ended: Promise<number | null> = Promise.resolve(null)
  let isEndWanted = false

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    isEndWanted = true
    child?.kill(signal)
    return ended
  }

  return {
    name,
    url: `http://127.0.0.1:${port}`,
    wire: wireOf(proxies),
    async start(start = {}) {
      const started = spawnServer(options, proxies, start)
      child = started
      isEndWanted = false
      keepLines(started, lines)
      ended = new Promise((resolve) => {
        started.once('exit', (code, signal) => {
          if (!isEndWanted) {
            ends.push(`${name} ended by itself with ${code ?? signal}`)
          }
          resolve(code)
        })
      })
      await listening(started, () => `${name} is not listening:\n${lines.join('\n')}`)
    },
    async kill() {
      await end('SIGKILL')
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    terminate: () =>
      before(
        STOPPED_MS,
        end('SIGTERM'),
        () => `${name} has not stopped after ${STOPPED_MS / 1000} s:\n${lines.join('\n')}`,
      ),
    lastLines: () => lines,
    unexpectedEnds: () => ends,
    async close() {
      await end('SIGKILL')
      await Promise.all(proxies.map((proxy) => proxy.close()))
    },
  }
}

function spawnServer(
  { entry, port, environment, memberPorts }: Options,
  proxies: readonly TcpProxy[],
  { clockShiftMs = 0, version = 'present' }: Start,
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env
  const routes = Object.fromEntries(memberPorts.map((member, i) => [member, proxies[i]?.port]))
  const preloads = ['through-proxy.mjs', ...(clockShiftMs === 0 ? [] : ['shifted-clock.mjs'])]
  const args = preloads.flatMap((file) => ['--import', preload(file)])
  return spawn(process.execPath, [...args, entry], {
    env: {
      PATH,
      HOME,
      ...environment,
      PORT: String(port),
      FAULTS_ROUTES: JSON.stringify(routes),
      FAULTS_CLOCK_SHIFT_MS: String(clockShiftMs),
      FAULTS_VERSION: version,
    },
    // with a channel: when this process dies, the other one notices and stops
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

function wireOf(proxies: readonly TcpProxy[]): Wire {
  return {
    cut: () => proxies.forEach((proxy) => proxy.cut()),
    silence: () => proxies.forEach((proxy) => proxy.silence()),
    delay: (ms) => proxies.forEach((proxy) => proxy.delay(ms)),
  }
}

function keepLines({ stdout, stderr }: ChildProcess, lines: string[]): void {
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      lines.push(
        ...text
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => line.slice(0, SHOWN_CHARACTERS)),
      )
      lines.splice(0, lines.length - KEPT_LINES)
    })
  }
}

function listening(child: ChildProcess, complaint: () => string): Promise<void> {
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', () => reject(new Error(complaint())))
  })
  return before(LISTENING_MS, ready, complaint)
}

async function before<T>(ms: number, what: Promise<T>, complaint: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(complaint())), ms)
  })
  return Promise.race([what, late]).finally(() => clearTimeout(timer))
}
