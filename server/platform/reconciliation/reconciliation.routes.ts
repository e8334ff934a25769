import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AppError, defineErrors } from '../errors/index.js'
import { access, answers } from '../http/index.js'
import { id } from '../ids/index.js'
import { decodeCursor, encodeCursor } from '../wire/index.js'
import { RoundDetail, RoundListQuery, RoundPage, RoundParams } from './reconciliation.contract.js'
import type { Round } from './round.js'
import type { Rounds } from './rounds.repository.js'

export const reconciliationErrors = defineErrors({
  'reconciliation-unknown': { status: 404, title: 'No such reconciliation' },
})

const config = { access: access.permission('jobs.read') }
const list = {
  config,
  schema: {
    operationId: 'listReconciliations',
    tags: ['system'],
    querystring: RoundListQuery,
    response: answers(RoundPage, reconciliationErrors),
  },
}
const detail = {
  config,
  schema: {
    operationId: 'getReconciliation',
    tags: ['system'],
    params: RoundParams,
    response: answers(RoundDetail, reconciliationErrors, ['reconciliation-unknown']),
  },
}

type Reading = Pick<Rounds, 'list' | 'find' | 'differencesOf'>

/** `/api/reconciliations`: what each comparison with WeChat found. */
export const reconciliationRoutes =
  (rounds: Reading): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/reconciliations', list, async (request) => {
      const { cursor, limit } = request.query
      const after = cursor === undefined ? undefined : placeOf(cursor)
      const rows = await rounds.list({ after, limit: limit + 1 })
      const items = rows.slice(0, limit).map(viewOf)
      const last = rows.length > limit ? items.at(-1) : undefined
      return { items, nextCursor: last ? encodeCursor([last.startedAt, last.roundId]) : null }
    })

    app.get('/api/reconciliations/:roundId', detail, async (request) => {
      const { roundId } = request.params
      const [round, found] = await Promise.all([
        rounds.find(roundId),
        rounds.differencesOf(roundId),
      ])
      if (round === null) {
        throw new AppError('reconciliation-unknown')
      }
      const differences = found.map(({ kind, about, note, repair, at }) => ({
        ...{ kind, about, note, repair },
        at: at.toISOString(),
      }))
      return { round: viewOf(round), differences }
    })
  }

function viewOf({ startedAt, finishedAt, ...round }: Round) {
  return {
    ...round,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

function placeOf(cursor: string) {
  const [startedAt, roundId] = decodeCursor(cursor, [z.iso.datetime(), id('rec')])
  return { startedAt: new Date(startedAt), roundId }
}
