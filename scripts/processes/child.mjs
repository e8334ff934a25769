import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 100
const STOP_MS = 15_000
const LAST_LINES = 30

/**
 * Starts a Node program of ours in a process group of its own (Ctrl-C must not reach it directly) with an IPC channel
 * (when this process is killed, it notices and stops). `logFile` takes its output; without, it goes to ours.
 */
export function startChild({ name, file, env, logFile, onEnd }) {
  const output = logFile === undefined ? 'inherit' : openLog(logFile)
  const child = spawn(process.execPath, [file], {
    env,
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  })
  let isStopping = false
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code ?? signal))
  })
  void ended.then((how) => {
    if (!isStopping) {
      onEnd?.(how)
    }
  })
  return {
    name,
    pid: child.pid,
    ended,
    /** What it wrote last, for a message about its end. */
    lastLines: () => (logFile === undefined ? '' : tail(logFile)),
    /** Waits for an answer of 200 at this address; throws when the child ends before. */
    async ready(url, timeoutMs) {
      let end
      void ended.then((how) => {
        end = how
      })
      for (const untilMs = Date.now() + timeoutMs; Date.now() < untilMs; await pause(POLL_MS)) {
        if (end !== undefined) {
          throw new Error(`${name} ended with ${end}\n${this.lastLines()}`)
        }
        if (await answers(url)) {
          return
        }
      }
      throw new Error(
        `${name} does not answer at ${url} after ${timeoutMs / 1000} s\n${this.lastLines()}`,
      )
    },
    /** Asks it to stop, and ends it when it does not within 15 s. */
    async stop(signal = 'SIGTERM') {
      isStopping = true
      child.kill(signal)
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      const how = await ended
      clearTimeout(hard)
      return how
    },
  }
}

function openLog(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  return fs.openSync(file, 'w')
}

function tail(file) {
  return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n')
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}
