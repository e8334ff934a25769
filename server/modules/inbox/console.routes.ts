import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import type { InboxConsole } from './console.service.js'
import {
  EventKeyParams,
  InboxEventDetail,
  InboxEventPage,
  InboxListQuery,
  InboxSummary,
} from './inbox.contract.js'
import { inboxErrors } from './inbox.errors.js'

/** `/api/inbox`: what was received and where it stands. */
export function inboxConsoleRoutes(inbox: InboxConsole): FastifyPluginAsyncZod {
  const config = { access: access.permission('inbox.read') }
  const list = {
    operationId: 'listInboxEvents',
    querystring: InboxListQuery,
    response: answers(InboxEventPage, inboxErrors),
  }
  const detail = {
    operationId: 'getInboxEvent',
    params: EventKeyParams,
    response: answers(InboxEventDetail, inboxErrors, ['event-not-found']),
  }
  const summary = { operationId: 'inboxSummary', response: answers(InboxSummary, inboxErrors) }

  return async (app) => {
    app.get('/api/inbox/events', { schema: list, config }, (request) => inbox.list(request.query))
    app.get('/api/inbox/summary', { schema: summary, config }, () => inbox.summary())
    app.get('/api/inbox/events/:key', { schema: detail, config }, async (request) =>
      orProblem(await inbox.detail(request.params.key)),
    )
  }
}
