import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { AppError } from '../../platform/errors/index.js'
import { access, answers, BODY_LIMIT } from '../../platform/http/index.js'
import {
  DrainQuery,
  InboxStats,
  MAX_EVENTS,
  OpenEventsAnswer,
  OpenEventsBody,
  type OpenEventResult,
} from './inbox.contract.js'
import { inboxErrors } from './inbox.errors.js'
import type { Inbox } from './inbox.service.js'
import type { OpenApiCaller } from '../../platform/http/index.js'

type Deps = Readonly<{
  inbox: Inbox
  events: { accept(events: readonly unknown[], caller: OpenApiCaller): Promise<OpenEventResult[]> }
}>

/** `/open/v1`: events of other systems, and how far they have got. */
export function openEventRoutes({ inbox, events }: Deps): FastifyPluginAsyncZod {
  const codes = ['events-too-many', 'backlog-too-long', 'store-unavailable'] as const
  const accept = {
    schema: {
      operationId: 'sendEvents',
      summary: 'Send 1 to 500 events; each is judged by itself',
      body: OpenEventsBody,
      response: answers(OpenEventsAnswer, inboxErrors, codes),
    },
    bodyLimit: BODY_LIMIT.openEvents,
    config: { access: access.openApi('events:write') },
  }
  const read = access.openApi('inbox:read')
  const stats = {
    schema: { operationId: 'inboxStats', response: answers(InboxStats, inboxErrors) },
    config: { access: read },
  }
  const drain = {
    schema: {
      operationId: 'drainInbox',
      summary: 'Waits until every accepted event is worked: 200, or 202 when the time is over',
      querystring: DrainQuery,
      response: { ...answers(InboxStats, inboxErrors), 202: InboxStats },
    },
    config: { access: read },
  }

  return async (app) => {
    app.post('/open/v1/events', accept, async (request) => {
      if (request.body.events.length > MAX_EVENTS) {
        throw new AppError('events-too-many', { detail: `events: at most ${MAX_EVENTS}` })
      }
      return { results: await events.accept(request.body.events, request.openApi) }
    })
    app.get('/open/v1/inbox/stats', stats, () => inbox.stats())
    app.post('/open/v1/inbox/drain', drain, async (request, reply) => {
      const isDrained = await inbox.drain(request.query.timeoutMs)
      return reply.code(isDrained ? 200 : 202).send(await inbox.stats())
    })
  }
}
