import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** A request that is on its way when the stop begins has this long to arrive. */
const GRACE_MS = 1_000

/**
 * Lets a stopping process go without the connections that nobody has used: browsers open some in advance, and Node
 * counts one as busy until its first request, so that a close would wait for the headers' time-out of a minute.
 */
export function leaveUnusedSockets(app: FastifyInstance): void {
  const unused = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', ({ socket }) => unused.delete(socket))
  app.addHook('preClose', async () => {
    const drop = () => unused.forEach((socket) => socket.destroy())
    setTimeout(drop, GRACE_MS).unref()
  })
}
