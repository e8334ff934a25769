import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers } from '../../../platform/http/index.js'
import { wecomModuleErrors } from '../wecom.errors.js'
import type { Audit } from '../../operators/index.js'
import type { JobRequests } from '../wecom.ports.js'
import { RECONCILE_CONTACTS } from './contacts.jobs.js'

const Requested = z.object({ job: z.string() })

const reconcile = {
  config: { access: access.permission('reconcile.run') },
  schema: {
    operationId: 'reconcileContacts',
    tags: ['wecom'],
    response: answers(Requested, wecomModuleErrors, [], { status: 202 }),
  },
}

export const contactRoutes =
  (jobs: JobRequests, audit: Pick<Audit, 'record'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/api/reconcile/contacts', reconcile, async (request, reply) => {
      await jobs.request(RECONCILE_CONTACTS)
      const { operatorId, name } = request.operator
      const subject = { type: 'job', id: RECONCILE_CONTACTS }
      await audit.record({ actor: { operatorId, name }, action: 'job.run', subject })
      return reply.code(202).send({ job: RECONCILE_CONTACTS })
    })
  }
