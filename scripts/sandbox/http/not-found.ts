import type { FastifyInstance } from 'fastify'

/** An API that the sandbox does not have yet: answered in the platform's words, and logged. */
export function answerUnknown(
  app: FastifyInstance,
  answer: (path: string) => { status: number; body: object },
): void {
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/*',
    handler: async (request, reply) => {
      const { status, body } = answer(request.url)
      return reply.code(status).send(body)
    },
  })
}
