import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { AppError } from '../../platform/errors/index.js'
import { access, answers, NO_CONTENT, orProblem } from '../../platform/http/index.js'
import type { OutboxStore } from '../../platform/outbox/index.js'
import type { Audit } from '../operators/index.js'
import {
  DeadDeliveries,
  DeliveryParams,
  EventKeyParams,
  InboxEventDetail,
  InboxEventPage,
  InboxListQuery,
  InboxSummary,
  Reason,
} from './inbox.contract.js'
import { inboxErrors } from './inbox.errors.js'
import type { InboxConsole } from './console.service.js'

const MAX_DEAD = 100

type Deps = Readonly<{ inbox: InboxConsole; outbox: OutboxStore; audit: Pick<Audit, 'record'> }>

/** `/api/inbox` and `/api/outbox`: events and deliveries, dead ones first of all. */
export function inboxConsoleRoutes({ inbox, outbox, audit }: Deps): FastifyPluginAsyncZod {
  const read = { access: access.permission('inbox.read') }
  const write = { access: access.permission('inbox.replay') }
  const accepted = { status: 202 } as const

  return async (app) => {
    app.get(
      '/api/inbox/events',
      {
        schema: {
          operationId: 'listInboxEvents',
          querystring: InboxListQuery,
          response: answers(InboxEventPage, inboxErrors),
        },
        config: read,
      },
      (request) => inbox.list(request.query),
    )
    app.get(
      '/api/inbox/summary',
      {
        schema: { operationId: 'inboxSummary', response: answers(InboxSummary, inboxErrors) },
        config: read,
      },
      () => inbox.summary(),
    )
    app.get(
      '/api/inbox/events/:key',
      {
        schema: {
          operationId: 'getInboxEvent',
          params: EventKeyParams,
          response: answers(InboxEventDetail, inboxErrors, ['event-not-found']),
        },
        config: read,
      },
      async (request) => orProblem(await inbox.detail(request.params.key)),
    )
    app.post(
      '/api/inbox/events/:key/replay',
      {
        schema: {
          operationId: 'replayInboxEvent',
          params: EventKeyParams,
          body: Reason,
          response: answers(
            NO_CONTENT,
            inboxErrors,
            ['event-not-found', 'event-not-dead'],
            accepted,
          ),
        },
        config: write,
      },
      async (request, reply) => {
        const { key } = request.params
        orProblem(await inbox.replay(key))
        const { operatorId, name } = request.operator
        await audit.record({
          actor: { operatorId, name },
          action: 'inbox.replay',
          subject: { type: 'inbox-event', id: key },
          reason: request.body.reason,
        })
        return reply.code(202).send()
      },
    )
    app.get(
      '/api/outbox/dead',
      {
        schema: {
          operationId: 'listDeadDeliveries',
          response: answers(DeadDeliveries, inboxErrors),
        },
        config: read,
      },
      async () => ({
        items: (await outbox.listDead(MAX_DEAD)).map((row) => ({
          id: row._id,
          type: row.type,
          subscriber: row.subscriber,
          createdAt: row.createdAt.toISOString(),
          attempts: row.attempts,
          reason: row.reason ?? null,
        })),
      }),
    )
    app.post(
      '/api/outbox/:id/retry',
      {
        schema: {
          operationId: 'retryDelivery',
          params: DeliveryParams,
          body: Reason,
          response: answers(NO_CONTENT, inboxErrors, ['delivery-not-dead'], accepted),
        },
        config: write,
      },
      async (request, reply) => {
        if (!(await outbox.retryDead(request.params.id))) {
          throw new AppError('delivery-not-dead')
        }
        const { operatorId, name } = request.operator
        await audit.record({
          actor: { operatorId, name },
          action: 'outbox.retry',
          subject: { type: 'delivery', id: request.params.id },
          reason: request.body.reason,
        })
        return reply.code(202).send()
      },
    )
  }
}
