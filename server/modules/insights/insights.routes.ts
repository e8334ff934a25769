import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers } from '../../platform/http/index.js'
import { Workbench, WorkbenchQuery } from './insights.contract.js'
import type { WorkbenchService } from './workbench.service.js'

const workbench = {
  schema: {
    operationId: 'workbench',
    tags: ['insights'],
    querystring: WorkbenchQuery,
    response: answers(Workbench, {}),
  },
  config: { access: access.permission('insights.read') },
}

export const insightRoutes =
  (service: WorkbenchService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/workbench', workbench, (request) => service.read(request.query.days))
  }
