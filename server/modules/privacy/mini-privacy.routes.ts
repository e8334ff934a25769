import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { access, answers, NO_CONTENT, orProblem } from '../../platform/http/index.js'
import { customerErrors } from '../customers/index.js'
import type { ErasureService } from './erasures.service.js'
import type { ExportPerson } from './export-person.js'
import { MiniErasure, MiniErasureBody, PersonExport } from './privacy.contract.js'
import { COOLING_OFF_MS, type Erasure } from './privacy.domain.js'
import { privacyErrors } from './privacy.errors.js'

const errors = { ...customerErrors, ...privacyErrors }
const config = { access: access.customer }
const tags = ['mini']
const COOLING_OFF_DAYS = Math.round(COOLING_OFF_MS / (24 * 60 * 60 * 1000))

const copy = {
  config,
  schema: { operationId: 'miniExport', tags, response: answers(PersonExport, errors) },
}
const state = {
  config,
  schema: { operationId: 'miniErasure', tags, response: answers(MiniErasure, errors) },
}
const ask = {
  config,
  schema: {
    operationId: 'miniAskErasure',
    tags,
    body: MiniErasureBody,
    response: answers(MiniErasure, errors, ['customer-not-found'], { status: 202 }),
  },
}
const callBack = {
  config,
  schema: {
    operationId: 'miniCancelErasure',
    tags,
    response: answers(NO_CONTENT, errors, ['erasure-not-waiting'], { status: 204 }),
  },
}

type Services = Readonly<{ exportPerson: ExportPerson; erasures: ErasureService }>

/** What a customer of the mini-program may see and decide about what is kept of it: its own, by its token. */
export const miniPrivacyRoutes =
  ({ exportPerson, erasures }: Services): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/mini/v1/me/export', copy, async (request, reply) => {
      void reply.header('cache-control', 'no-store')
      return exportPerson.forCustomer(request.customer)
    })

    app.get('/mini/v1/me/erasure', state, async (request) =>
      viewOf(await erasures.openOf(request.customer)),
    )

    app.post('/mini/v1/me/erasure', ask, async (request, reply) => {
      const result = await erasures.byCustomer(request.customer, request.body)
      return reply.code(202).send(viewOf(orProblem(result, errors)))
    })

    app.delete('/mini/v1/me/erasure', callBack, async (request, reply) => {
      orProblem(await erasures.cancel(request.customer), errors)
      return await reply.code(204).send()
    })
  }

function viewOf(open: Erasure | null): z.output<typeof MiniErasure> {
  if (open === null) {
    return { request: null, coolingOffDays: COOLING_OFF_DAYS }
  }
  const isRunning = open.state === 'running'
  return {
    request: {
      requestedAt: open.requestedAt.toISOString(),
      dueAt: open.dueAt.toISOString(),
      state: isRunning ? 'running' : 'waiting',
    },
    coolingOffDays: COOLING_OFF_DAYS,
  }
}
