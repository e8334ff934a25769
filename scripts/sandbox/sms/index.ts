import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../context.js'
import { jsonBody } from '../http/raw-body.js'

const MAX_TEXTS = 2_000
const Message = z.strictObject({ phone: z.string().regex(/^1\d{10}$/), text: z.string().max(500) })

/** Stands in for a provider of text messages: what is sent here is shown on `/sms`, in place of a telephone. */
export function smsRoutes(context: Context) {
  const { world, clock } = context
  return async (app: FastifyInstance): Promise<void> => {
    app.post('/send', async (request, reply) => {
      const message = Message.safeParse(jsonBody(request))
      if (!message.success) {
        return reply.code(400).send({ error: 'bad-message' })
      }
      world.textMessages.put({
        id: world.mint('sms', { length: 16 }),
        at: clock.now(),
        ...message.data,
      })
      const oldest = world.textMessages.size() > MAX_TEXTS ? world.textMessages.all()[0] : undefined
      if (oldest !== undefined) {
        world.textMessages.remove(oldest.id)
      }
      context.touch()
      return { sent: true }
    })
  }
}
