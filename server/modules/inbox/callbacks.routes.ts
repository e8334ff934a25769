import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { access, BODY_LIMIT, rawBodies } from '../../platform/http/index.js'
import type { CallbackDoor, CallbackDoors } from './inbox.ports.js'
import type { Inbox } from './inbox.service.js'

const NO_BODY = Buffer.alloc(0)

type Deps = Readonly<{ inbox: Inbox; doors: CallbackDoors }>

/**
 * Where the platforms call. Verified, decrypted, stored, and only then answered; nothing is worked here. The same event
 * again gets the same answer. What is not genuine is refused without detail and leaves nothing behind.
 */
export function callbackRoutes({ inbox, doors }: Deps): FastifyPluginAsync {
  const config = { access: access.callback }

  const receive = async (door: CallbackDoor, request: FastifyRequest) => {
    const body = Buffer.isBuffer(request.body) ? request.body : NO_BODY
    const { query, headers } = request
    const event = await door.open({ query, headers, body })
    try {
      await inbox.insert(event)
    } catch (error) {
      inbox.noteRefusal(error)
      throw error
    }
  }
  const messagePush = (app: FastifyInstance, url: string, door: CallbackDoor) => {
    app.get(url, { config, schema: { hide: true } }, (request, reply) =>
      plain(reply).send(door.answerCheck?.(request.query)),
    )
    const options = { config, schema: { hide: true }, bodyLimit: BODY_LIMIT.callback }
    app.post(url, options, async (request, reply) => {
      await receive(door, request)
      return plain(reply).send('success')
    })
  }
  const notification = (app: FastifyInstance, url: string, door: CallbackDoor) => {
    const options = { config, schema: { hide: true }, bodyLimit: BODY_LIMIT.callback }
    app.post(url, options, async (request, reply) => {
      await receive(door, request)
      return reply.code(204).send()
    })
  }

  return async (app) => {
    rawBodies(app)
    messagePush(app, '/callbacks/wecom', doors.wecom)
    messagePush(app, '/callbacks/mini', doors.mini)
    notification(app, '/callbacks/pay/transactions', doors.payTransactions)
    notification(app, '/callbacks/pay/refunds', doors.payRefunds)
    notification(app, '/callbacks/pay/transfers', doors.payTransfers)
  }
}

const plain = (reply: FastifyReply) => reply.type('text/plain; charset=utf-8')
