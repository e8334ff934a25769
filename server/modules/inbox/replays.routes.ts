import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, NO_CONTENT, orProblem } from '../../platform/http/index.js'
import { EventKeyParams } from './inbox.contract.js'
import { inboxErrors } from './inbox.errors.js'
import {
  DeadDeliveries,
  DeadDeliveryQuery,
  DeadEvents,
  DeadEventQuery,
  DeliveryParams,
  Reason,
  Replayed,
  ReplayMany,
  RetryMany,
} from './replays.contract.js'
import type { replays } from './replays.service.js'
import type { retries } from './retries.service.js'

type Deps = Readonly<{
  events: ReturnType<typeof replays>
  deliveries: ReturnType<typeof retries>
}>
type Operator = Readonly<{ operatorId: string; name: string }>

const asked = (operator: Operator, reason: string) => ({
  actor: { operatorId: operator.operatorId, name: operator.name },
  reason,
})

/** Dead events and deliveries: how many there are, and back to work with one or many, with a reason. */
export function replayRoutes({ events, deliveries }: Deps): FastifyPluginAsyncZod {
  const read = { access: access.permission('inbox.read') }
  const write = { access: access.permission('inbox.replay') }
  const accepted = { status: 202 } as const
  const preview = {
    operationId: 'previewReplay',
    querystring: DeadEventQuery,
    response: answers(DeadEvents, inboxErrors),
  }
  const replayOne = {
    operationId: 'replayInboxEvent',
    params: EventKeyParams,
    body: Reason,
    response: answers(NO_CONTENT, inboxErrors, ['event-not-found', 'event-not-dead'], accepted),
  }
  const replayMany = {
    operationId: 'replayInboxEvents',
    summary: 'Works dead events again: some, or the first 1,000 of a filter',
    body: ReplayMany,
    response: answers(Replayed, inboxErrors),
  }
  const listDead = {
    operationId: 'listDeadDeliveries',
    querystring: DeadDeliveryQuery,
    response: answers(DeadDeliveries, inboxErrors),
  }
  const retryOne = {
    operationId: 'retryDelivery',
    params: DeliveryParams,
    body: Reason,
    response: answers(NO_CONTENT, inboxErrors, ['delivery-not-dead'], accepted),
  }
  const retryMany = {
    operationId: 'retryDeliveries',
    summary: 'Tries dead deliveries again: some, or the first 1,000 of a filter',
    body: RetryMany,
    response: answers(Replayed, inboxErrors),
  }

  return async (app) => {
    app.get('/api/inbox/dead', { schema: preview, config: read }, (request) =>
      events.preview(request.query),
    )
    app.post(
      '/api/inbox/events/:key/replay',
      { schema: replayOne, config: write },
      async (request, reply) => {
        const { params, body, operator } = request
        orProblem(await events.one(params.key, asked(operator, body.reason)))
        return reply.code(202).send()
      },
    )
    app.post('/api/inbox/replays', { schema: replayMany, config: write }, (request) =>
      events.many(request.body, asked(request.operator, request.body.reason)),
    )
    app.get('/api/outbox/dead', { schema: listDead, config: read }, (request) =>
      deliveries.list(request.query),
    )
    app.post(
      '/api/outbox/:id/retry',
      { schema: retryOne, config: write },
      async (request, reply) => {
        const { params, body, operator } = request
        orProblem(await deliveries.one(params.id, asked(operator, body.reason)))
        return reply.code(202).send()
      },
    )
    app.post('/api/outbox/retries', { schema: retryMany, config: write }, (request) =>
      deliveries.many(request.body, asked(request.operator, request.body.reason)),
    )
  }
}
