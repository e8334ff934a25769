import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers } from '../../../platform/http/index.js'
import { wecomModuleErrors } from '../wecom.errors.js'
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
  (jobs: JobRequests): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/api/reconcile/contacts', reconcile, async (_request, reply) => {
      await jobs.request(RECONCILE_CONTACTS)
      return reply.code(202).send({ job: RECONCILE_CONTACTS })
    })
  }
