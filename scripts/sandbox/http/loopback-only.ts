import type { FastifyInstance } from 'fastify'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

const isLocal = (address: string) =>
  URL.canParse(address) && LOOPBACK.includes(new URL(address).hostname)

/**
 * Who reaches the control API rules this WeChat. A web page from elsewhere could try through the
 * browser (by a name that leads to 127.0.0.1, or by a form): its Host or Origin gives it away.
 */
export function refuseForeignPages(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const { host = '', origin } = request.headers
    const foreign = origin !== undefined && origin !== 'null' && !isLocal(origin)
    if (!isLocal(`http://${host}`) || foreign) {
      return reply
        .code(403)
        .send({ error: 'loopback-only', detail: 'the sandbox serves this machine' })
    }
  })
}
