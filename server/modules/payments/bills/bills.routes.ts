import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, NO_CONTENT, orProblem } from '../../../platform/http/index.js'
import { decodeCursor, encodeCursor } from '../../../platform/wire/index.js'
import { BillDayPage, BillDayParams, BillDayQuery, BillDayReport } from './bills.contract.js'
import { billErrors } from './bills.errors.js'
import type { BillDifferenceDocument } from './bills.model.js'
import type { BillReport, BillsService } from './bills.service.js'

const tags = ['bills']
const mayRead = { access: access.permission('bills.read') }

const list = {
  config: mayRead,
  schema: {
    operationId: 'listBillDays',
    tags,
    summary: 'Business days compared with WeChat’s bills, newest first',
    querystring: BillDayQuery,
    response: answers(BillDayPage, billErrors),
  },
}
const one = {
  config: mayRead,
  schema: {
    operationId: 'getBillDay',
    tags,
    summary: 'One business day with its differences, open ones first',
    params: BillDayParams,
    response: answers(BillDayReport, billErrors, ['bill-day-not-found']),
  },
}
const again = {
  config: { access: access.permission('bills.run') },
  schema: {
    operationId: 'runBillDay',
    tags,
    summary: 'Compare a day again as soon as possible',
    params: BillDayParams,
    response: answers(NO_CONTENT, billErrors, ['bill-day-not-ready'], { status: 202 }),
  },
}

/** WeChat's bills against our books, for the console. */
export const billRoutes =
  (bills: BillsService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/bills', list, async ({ query: { cursor, limit } }) => {
      const [before] = cursor === undefined ? [] : decodeCursor(cursor, [z.iso.date()])
      const found = await bills.list({ ...(before && { before }), limit: limit + 1 })
      const items = found.slice(0, limit).map(viewOf)
      const last = found.length > limit ? items.at(-1) : undefined
      return { items, nextCursor: last === undefined ? null : encodeCursor([last.day]) }
    })

    app.get('/api/bills/:day', one, async ({ params }) => {
      const found = orProblem(await bills.report(params.day), billErrors)
      return { day: viewOf(found), differences: found.differences.map(differenceOf) }
    })

    app.post('/api/bills/:day/runs', again, async ({ params, operator }, reply) => {
      const { operatorId, name } = operator
      orProblem(await bills.runAgain(params.day, { operatorId, name }), billErrors)
      return reply.code(202).send()
    })
  }

function viewOf({ day, openDifferences }: BillReport) {
  const { mchid: _mchid, phase: _phase, position: _position, ...shown } = day
  return {
    ...shown,
    tradeSha1: day.tradeSha1 ?? null,
    flowSha1: day.flowSha1 ?? null,
    startedAt: day.startedAt.toISOString(),
    endedAt: day.endedAt?.toISOString() ?? null,
    openDifferences,
  }
}

function differenceOf(difference: BillDifferenceDocument) {
  const { subject, what, kind, billFen, ownFen, action, state, note, about, at } = difference
  return {
    ...{ subject, what, kind, billFen, ownFen, action, state, note },
    about: about === undefined ? null : { type: about.type, id: about.id },
    at: at.toISOString(),
  }
}
