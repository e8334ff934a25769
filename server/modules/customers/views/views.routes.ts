import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { invariant } from '../../../platform/errors/index.js'
import { access, answers, NO_CONTENT, orProblem } from '../../../platform/http/index.js'
import { customerErrors } from '../customers.errors.js'
import {
  NewView,
  SavedView,
  SavedViews,
  ViewParams,
  ViewPatch,
  ViewSharing,
} from './views.contract.js'
import type { ViewsService } from './views.service.js'

const config = { access: access.permission('customers.read') }
const tags = ['customers']
const params = ViewParams

const list = {
  config,
  schema: { operationId: 'listCustomerViews', tags, response: answers(SavedViews, customerErrors) },
}
const create = {
  config,
  schema: {
    operationId: 'createCustomerView',
    tags,
    body: NewView,
    response: answers(SavedView, customerErrors, ['view-name-taken', 'views-full'], {
      status: 201,
    }),
  },
}
const update = {
  config,
  schema: {
    operationId: 'updateCustomerView',
    tags,
    params,
    body: ViewPatch,
    response: answers(SavedView, customerErrors, ['view-not-found', 'view-name-taken']),
  },
}
const share = {
  config: { access: access.permission('customer-views.share') },
  schema: {
    operationId: 'shareCustomerView',
    tags,
    params,
    body: ViewSharing,
    response: answers(SavedView, customerErrors, ['view-not-found']),
  },
}
const remove = {
  config,
  schema: {
    operationId: 'deleteCustomerView',
    tags,
    params,
    response: answers(NO_CONTENT, customerErrors, ['view-not-found'], { status: 204 }),
  },
}

/** Saved views of the customers' list. Everybody keeps their own; to show one to all needs a permission. */
export const viewRoutes =
  (views: ViewsService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/customer-views', list, async (request) => ({
      items: await views.list(request.operator),
    }))

    app.post('/api/customer-views', create, async (request, reply) => {
      const { operatorId, name } = request.operator
      const made = await views.create(request.body, { operatorId, name })
      return reply.code(201).send(there(orProblem(made, customerErrors)))
    })

    app.patch('/api/customer-views/:viewId', update, async (request) => {
      const { operatorId, name } = request.operator
      const saved = await views.update(request.params.viewId, request.body, { operatorId, name })
      return there(orProblem(saved, customerErrors))
    })

    app.put('/api/customer-views/:viewId/sharing', share, async (request) => {
      const { operatorId, name } = request.operator
      const saved = await views.share(request.params.viewId, request.body, { operatorId, name })
      return there(orProblem(saved, customerErrors))
    })

    app.delete('/api/customer-views/:viewId', remove, async (request, reply) => {
      const { operatorId, name } = request.operator
      orProblem(await views.remove(request.params.viewId, { operatorId, name }), customerErrors)
      return await reply.code(204).send()
    })
  }

function there(view: SavedView | null): SavedView {
  invariant(view !== null, 'a saved view is there')
  return view
}
