import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { say } from './progress.mjs'

const BEAT_MS = 1_000
const STALE_MS = 10_000
const POLL_MS = 200

/**
 * Runs `work` while no other process of this machine runs work under the same lock file. The holder touches the file
 * every second; one that was killed is recognised by the silence.
 */
export async function withLock(file, work) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  await take(file)
  const beat = setInterval(() => fs.utimesSync(file, new Date(), new Date()), BEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    fs.rmSync(file, { force: true })
  }
}

async function take(file) {
  for (let told = false; ; await pause(POLL_MS)) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error
      }
    }
    const touchedMs = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (touchedMs !== undefined && Date.now() - touchedMs > STALE_MS) {
      fs.rmSync(file, { force: true })
    } else if (!told) {
      told = true
      say('setup: waiting for another setup of this folder …')
    }
  }
}
