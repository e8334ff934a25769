import net from 'node:net'
import { listen } from './free-ports.js'

/** What may happen on the way between one process and one member of the database. */
export type Wire = Readonly<{
  /** Every connection breaks now; new ones are taken. */
  cut(): void
  /** Half-open: the connections that there are say nothing any more and stay open; new ones work. */
  silence(): void
  /** Every answer comes so much later, until told otherwise. */
  delay(ms: number): void
}>

export type TcpProxy = Wire & Readonly<{ port: number; close(): Promise<void> }>

type Connection = { readonly client: net.Socket; readonly server: net.Socket; isSilent: boolean }

/** A TCP proxy on a free port in front of a port of this machine. Bytes pass in order and unchanged, or not at all. */
export async function tcpProxy(targetPort: number): Promise<TcpProxy> {
  const connections = new Set<Connection>()
  let delayMs = 0

  const listener = net.createServer({ noDelay: true }, (client) => {
    const server = net.connect({ port: targetPort, host: '127.0.0.1', noDelay: true })
    const connection: Connection = { client, server, isSilent: false }
    connections.add(connection)
    const end = () => {
      connections.delete(connection)
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      socket.on('error', end)
      socket.on('close', end)
    }
    client.on('data', (bytes) => {
      if (!connection.isSilent) {
        server.write(bytes)
      }
    })
    const later = inOrder((bytes) => {
      if (!connection.isSilent && !client.destroyed) {
        client.write(bytes)
      }
    })
    server.on('data', (bytes) => later(bytes, delayMs))
  })
  const port = await listen(listener)
  const each = (act: (connection: Connection) => void) => [...connections].forEach(act)

  return {
    port,
    cut: () => each(({ client }) => client.destroy()),
    silence: () =>
      each((connection) => {
        connection.isSilent = true
      }),
    delay(ms) {
      delayMs = ms
    },
    async close() {
      each(({ client }) => client.destroy())
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

/** Hands on after a delay that may change: what came first goes first. */
function inOrder(pass: (bytes: Buffer) => void): (bytes: Buffer, delayMs: number) => void {
  let lastDueMs = 0
  return (bytes, delayMs) => {
    const nowMs = performance.now()
    lastDueMs = Math.max(lastDueMs, nowMs + delayMs)
    if (lastDueMs <= nowMs) {
      pass(bytes)
    } else {
      setTimeout(() => pass(bytes), lastDueMs - nowMs)
    }
  }
}
