import { spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Usage } from './usage.program.js'

const REPORTER = path.resolve(import.meta.dirname, 'usage.program.js')
const POLL_MS = 20
const STOP_MS = 15_000

/** A program of ours in a process of its own that tells what it has used. */
export type Process = Readonly<{
  url: string
  pid: number
  /** CPU and memory so far, asked inside the process itself. */
  usage(): Promise<Usage>
  stop(): Promise<void>
}>

type Start = Readonly<{
  file: string
  environment: Readonly<Record<string, string>>
  logFile: string
  /** What it writes once it listens, with the group `url` or `port`. */
  announced: RegExp
  withinMs: number
}>

/** Starts it with nothing of this shell's settings but PATH and HOME; it ends when this process does. */
export async function startProcess(start: Start): Promise<Process> {
  const { file, environment, logFile, announced, withinMs } = start
  const { PATH = '', HOME = '' } = process.env
  const log = fs.openSync(logFile, 'w')
  const child = spawn(process.execPath, ['--import', REPORTER, file], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', log, log, 'ipc'],
  })
  fs.closeSync(log)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { url, port } = await firstMatch(child, { logFile, announced, withinMs })
  return {
    url: url ?? `http://127.0.0.1:${port ?? 0}`,
    pid: child.pid ?? 0,
    usage: () => ask(child),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) {
        return
      }
      child.kill('SIGTERM')
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await ended
      clearTimeout(hard)
    },
  }
}

async function firstMatch(
  child: ChildProcess,
  { logFile, announced, withinMs }: Pick<Start, 'logFile' | 'announced' | 'withinMs'>,
): Promise<Record<string, string | undefined>> {
  for (const untilMs = Date.now() + withinMs; Date.now() < untilMs; await pause(POLL_MS)) {
    const written = fs.readFileSync(logFile, 'utf8')
    const match = announced.exec(written)
    if (match !== null) {
      return match.groups ?? {}
    }
    if (child.exitCode !== null) {
      throw new Error(`a process of the bench ended:\n${written.slice(-2_000)}`)
    }
  }
  child.kill('SIGKILL')
  throw new Error(`a process of the bench is not ready after ${withinMs / 1_000} s, see ${logFile}`)
}

function ask(child: ChildProcess): Promise<Usage> {
  return new Promise((resolve, reject) => {
    child.once('message', (usage) => resolve(usage as Usage))
    child.send('usage', (error) => {
      if (error !== null) {
        reject(error)
      }
    })
  })
}
