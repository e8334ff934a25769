import { randomInt } from 'node:crypto'
import net from 'node:net'

/** Below what systems give to outgoing connections (Linux from 32768 on): none of those takes the port meanwhile. */
const FIRST = 20_000
const COUNT = 12_000
const MAX_TRIES = 50

/** A port of this machine that nobody uses, known before somebody listens there. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const port = FIRST + randomInt(COUNT)
    if (await isFree(port)) {
      return port
    }
  }
  throw new Error(`no free port after ${MAX_TRIES} tries`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer().once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => resolve(true)))
  })
}
