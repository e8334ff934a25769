import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** A request that is on its way when the stop begins has this long to arrive. */
const GRACE_MS = 1_000

/**
 * Lets a stopping process go without connections that nothing happens on. Node closes those that are idle in the moment of
 * the stop and then waits for all others: for one that a browser has opened in advance, until the headers' time-out of a
 * minute; for one whose answer was under way, as long as it is kept alive.
 */
export function leaveConnections(app: FastifyInstance): void {
  const unused = new Set<Socket>()
  let isStopping = false
  app.server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', ({ socket }) => unused.delete(socket))
  app.addHook('onSend', async (_request, reply) => {
    if (isStopping) {
      reply.header('connection', 'close')
    }
  })
  app.addHook('preClose', async () => {
    isStopping = true
    const leave = () => {
      unused.forEach((socket) => socket.destroy())
      app.server.closeIdleConnections()
    }
    const timer = setInterval(leave, GRACE_MS).unref()
    app.server.once('close', () => clearInterval(timer))
  })
}
