import net from 'node:net'
import type { FastifyInstance } from 'fastify'
import { access } from '../../../server/platform/http/index.js'
import { testApp } from '../../support/app.js'

const config = { access: access.public }

// Guarantee: a process that is told to stop answers everybody whose connection it has taken; WeCom calls nobody twice
// after a 503, so that a rolling restart would lose the event.
test('a request that arrives on an open connection while the process stops is answered', async () => {
  const held = deferred()
  const begun = deferred()
  const app = await testApp({
    plugins: [
      async (scope: FastifyInstance) => {
        scope.get('/slow', { config }, async () => {
          begun.resolve()
          await held.promise
          return { ok: true }
        })
        scope.get('/late', { config }, async () => ({ ok: true }))
      },
    ],
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as net.AddressInfo
  const slow = await connected(port)
  const late = await connected(port)
  slow.write(request('/slow'))
  await begun.promise

  const stopped = app.close()
  const answer = read(late)
  late.write(request('/late'))
  expect(await answer).toContain('HTTP/1.1 200')

  held.resolve()
  expect(await read(slow)).toContain('HTTP/1.1 200')
  await stopped
})

// Guarantee: a connection that a browser has opened in advance and never used does not hold up a stop.
test('a stop does not wait for a connection without a request', async () => {
  const app = await testApp({ plugins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as net.AddressInfo
  const unused = await connected(port)
  const ended = read(unused).catch(() => 'cut')
  await app.close()
  expect(['', 'cut']).toContain(await ended)
}, 30_000) // Node itself would wait for a minute

// Guarantee: an answer that was under way when the stop began is the last one of its connection, kept alive or not.
test('a stop does not wait for a connection that is kept alive', async () => {
  const held = deferred()
  const begun = deferred()
  const app = await testApp({
    plugins: [
      async (scope: FastifyInstance) => {
        scope.get('/slow', { config }, async () => {
          begun.resolve()
          await held.promise
          return { ok: true }
        })
      },
    ],
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as net.AddressInfo
  const kept = await connected(port)
  kept.write(request('/slow').replace('connection: close', 'connection: keep-alive'))
  await begun.promise
  const stopped = app.close()
  held.resolve()
  expect(await read(kept)).toContain('HTTP/1.1 200')
  await stopped
}, 30_000) // kept alive it would be for 72 s

const request = (path: string) => `GET ${path} HTTP/1.1\r\nhost: huike\r\nconnection: close\r\n\r\n`

function connected(port: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(socket)).once('error', reject)
  })
}

/** Everything until the other side ends. */
async function read(socket: net.Socket): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of socket) {
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts).toString('utf8')
}

function deferred(): { promise: Promise<void>; resolve(): void } {
  let settle: () => void = () => undefined
  const promise = new Promise<void>((resolve) => (settle = resolve))
  return { promise, resolve: () => settle() }
}
