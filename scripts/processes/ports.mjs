import { randomInt } from 'node:crypto'
import net from 'node:net'

const HOST = '127.0.0.1'
/** Below what systems give to outgoing connections (Linux from 32768 on). */
const FIRST = 20_000
const COUNT = 12_000
const MAX_TRIES = 50

/** Can this process listen there now? */
export function isFree(port, host = HOST) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/** A port that nobody uses at this moment, and that no outgoing connection takes either. */
export async function freePort(host = HOST) {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const port = FIRST + randomInt(COUNT)
    if (await isFree(port, host)) {
      return port
    }
  }
  throw new Error(`no free port after ${MAX_TRIES} tries`)
}

/** Throws, naming the port and the variable that changes it. */
export async function requireFree({ port, variable, what, host = HOST }) {
  if (!(await isFree(port, host))) {
    throw new Error(
      `Port ${port} (${variable}), needed for ${what}, is taken. ` +
        `Stop the program that uses it, or choose another: ${variable}=${port + 1000} npm start`,
    )
  }
}
