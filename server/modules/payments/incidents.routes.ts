import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import { IncidentListQuery, IncidentPage } from './incidents.contract.js'
import type { Incidents } from './incidents.repository.js'
import { paymentErrors } from './payments.errors.js'

const list = {
  config: { access: access.permission('incidents.read') },
  schema: {
    operationId: 'listIncidents',
    tags: ['orders'],
    querystring: IncidentListQuery,
    response: answers(IncidentPage, paymentErrors),
  },
}

export const incidentRoutes =
  (incidents: Pick<Incidents, 'list'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/incidents', list, async (request) => {
      const { cursor, limit, state } = request.query
      const after = cursor === undefined ? undefined : placeOf(cursor)
      const rows = await incidents.list({ state, after, limit: limit + 1 })
      const items = rows.slice(0, limit).map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
      const last = rows.length > limit ? items.at(-1) : undefined
      const nextCursor = last === undefined ? null : encodeCursor([last.at, last.incidentId])
      return { items, nextCursor }
    })
  }

function placeOf(cursor: string) {
  const [at, incidentId] = decodeCursor(cursor, [z.iso.datetime(), id('inc')])
  return { at: new Date(at), incidentId }
}
