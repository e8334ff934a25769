import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers } from '../../../platform/http/index.js'
import { Health } from './health.contract.js'
import type { HealthService } from './health.service.js'

const health = {
  schema: {
    operationId: 'readHealth',
    tags: ['insights'],
    description: 'What is late or wrong, since when, and what to do; with the key numbers per area',
    response: answers(Health, {}),
  },
  config: { access: access.permission('jobs.read') },
}

export const healthRoutes =
  (service: HealthService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/health', health, () => service.read())
  }
