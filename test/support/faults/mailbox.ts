import http from 'node:http'
import { listenOnLoopback } from './listen.js'

/** A callback as the platform sent it: signed and encrypted, ready to be handed to any life. */
export type Callback = Readonly<{ url: string; headers: Record<string, string>; body: Buffer }>

export type Mailbox = Readonly<{
  url: string
  /** The next callback in the order of arrival; throws when none comes in time. */
  next(): Promise<Callback>
  close(): Promise<void>
}>

const WAIT_MS = 10_000

/** Where the sandbox's callbacks arrive: the harness hands them to the process itself, and again when it gave no answer. */
export async function openMailbox(): Promise<Mailbox> {
  const arrived: Callback[] = []
  const waiting: ((callback: Callback) => void)[] = []
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      response.writeHead(200).end('success')
      const { host: _host, connection: _connection, ...headers } = request.headers
      const callback = {
        url: request.url ?? '',
        headers: headers as Record<string, string>,
        body: Buffer.concat(parts),
      }
      const waiter = waiting.shift()
      if (waiter === undefined) {
        arrived.push(callback)
      } else {
        waiter(callback)
      }
    })
  })
  const port = await listenOnLoopback(server)
  return {
    url: `http://127.0.0.1:${port}`,
    next() {
      const present = arrived.shift()
      if (present !== undefined) {
        return Promise.resolve(present)
      }
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no callback has come')), WAIT_MS)
        waiting.push((callback) => {
          clearTimeout(timer)
          resolve(callback)
        })
      })
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
