import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, NO_CONTENT, orProblem } from '../../../platform/http/index.js'
import { id } from '../../../platform/ids/index.js'
import { customerErrors } from '../customers.errors.js'
import type { Decides } from './decide.js'
import { togetherWith } from './decide.js'
import {
  ApplyBody,
  DecideBody,
  Decided,
  DecisionPage,
  DecisionQuery,
  HistoryPage,
  HistoryQuery,
  PendingPage,
  PendingQuery,
  Preview,
  PreviewBody,
  UndoBody,
} from './deciding.contract.js'
import type { DecidingQueries } from './deciding.queries.js'
import type { Deciding } from './deciding.repository.js'
import type { Previews } from './preview.js'
import type { undoMerge } from './undo-merge.js'
import { actorOf, pageOf, placeOf } from './routes-kit.js'
import { wordOf } from './wire-words.js'

const read = { access: access.permission('customers.read') }
const decide = { access: access.permission('identity.decide') }
const tags = ['identity']
const ofDecision = z.object({ decisionId: id('dec') })
const ofHistory = z.object({ historyId: z.string().min(1).max(60) })
const ofPending = z.object({ pendingId: z.string().min(1).max(60) })
const refusals = ['identity-moved-on', 'decision-refused'] as const
const undoRefusals = ['decision-not-found', 'decision-not-in-force', 'decision-refused'] as const

const preview = {
  config: decide,
  schema: {
    operationId: 'previewIdentity',
    tags,
    body: PreviewBody,
    response: answers(Preview, customerErrors),
  },
}
const decideNow = {
  config: decide,
  schema: {
    operationId: 'decideIdentity',
    tags,
    body: DecideBody,
    response: answers(Decided, customerErrors, refusals, { status: 201 }),
  },
}
const previewUndo = {
  config: decide,
  schema: {
    operationId: 'previewUndoDecision',
    tags,
    params: ofDecision,
    response: answers(Preview, customerErrors, undoRefusals),
  },
}
const undo = {
  config: decide,
  schema: {
    operationId: 'undoDecision',
    tags,
    params: ofDecision,
    body: UndoBody,
    response: answers(Decided, customerErrors, ['identity-moved-on', ...undoRefusals]),
  },
}
const previewUndoMerge = {
  config: decide,
  schema: {
    operationId: 'previewUndoMerge',
    tags,
    params: ofHistory,
    response: answers(Preview, customerErrors, ['history-not-found', 'merge-not-undoable']),
  },
}
const decisions = {
  config: read,
  schema: {
    operationId: 'listIdentityDecisions',
    tags,
    querystring: DecisionQuery,
    response: answers(DecisionPage, customerErrors),
  },
}
const history = {
  config: read,
  schema: {
    operationId: 'listIdentityHistory',
    tags,
    querystring: HistoryQuery,
    response: answers(HistoryPage, customerErrors),
  },
}
const pending = {
  config: read,
  schema: {
    operationId: 'listPendingIdentity',
    tags,
    querystring: PendingQuery,
    response: answers(PendingPage, customerErrors),
  },
}
const letThrough = {
  config: decide,
  schema: {
    operationId: 'applyPendingIdentity',
    tags,
    params: ofPending,
    body: ApplyBody,
    response: answers(
      NO_CONTENT,
      customerErrors,
      ['pending-not-found', 'pending-too-large', 'identity-moved-on'],
      { status: 204 },
    ),
  },
}

type Services = Readonly<{
  deciding: Pick<Deciding, 'decisions'>
  previews: Previews
  decides: Decides
  undoMerge: ReturnType<typeof undoMerge>
  queries: DecidingQueries
}>

/** Operators' words about who is who. */
export const decidingRoutes =
  (services: Services): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/api/identity/previews', preview, (request) =>
      services.previews.preview({ words: request.body.words.map(wordOf) }),
    )

    app.post('/api/identity/decisions', decideNow, async (request, reply) => {
      const { words, token, reason } = request.body
      const spoken = { token, reason, actor: actorOf(request.operator) }
      const said = await services.decides.say(words.map(wordOf), spoken)
      return reply.code(201).send(orProblem(said, customerErrors))
    })

    app.post('/api/identity/decisions/:decisionId/undo/preview', previewUndo, async (request) => {
      const found = await togetherWith(services.deciding, request.params.decisionId)
      const undone = orProblem(found, customerErrors)
      return services.previews.preview({ words: [], undone })
    })

    app.post('/api/identity/decisions/:decisionId/undo', undo, async (request) => {
      const { token, reason } = request.body
      const spoken = { token, reason, actor: actorOf(request.operator) }
      return orProblem(
        await services.decides.undo(request.params.decisionId, spoken),
        customerErrors,
      )
    })

    app.post('/api/identity/history/:historyId/undo/preview', previewUndoMerge, async (request) =>
      orProblem(await services.undoMerge(request.params.historyId), customerErrors),
    )

    app.get('/api/identity/decisions', decisions, async (request) => {
      const { cursor, limit, customerId } = request.query
      const rows = await services.queries.decisions({
        ...{ customerId, after: placeOf(cursor), limit: limit + 1 },
      })
      return pageOf(rows, limit, ({ at, decisionId }) => [Date.parse(at), decisionId])
    })

    app.get('/api/identity/history', history, async (request) => {
      const { cursor, limit, customerId } = request.query
      const rows = await services.queries.history({
        ...{ customerId, after: placeOf(cursor), limit: limit + 1 },
      })
      return pageOf(rows, limit, ({ at, historyId }) => [Date.parse(at), historyId])
    })

    app.get('/api/identity/pending', pending, async (request) => {
      const { cursor, limit } = request.query
      const rows = await services.queries.pending({ after: placeOf(cursor), limit: limit + 1 })
      return pageOf(rows, limit, ({ at, pendingId }) => [Date.parse(at), pendingId])
    })

    app.post('/api/identity/pending/:pendingId/apply', letThrough, async (request, reply) => {
      const spoken = { reason: request.body.reason, actor: actorOf(request.operator) }
      orProblem(await services.decides.letThrough(request.params.pendingId, spoken), customerErrors)
      return await reply.code(204).send()
    })
  }
