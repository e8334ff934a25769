import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem } from '../../../platform/http/index.js'
import { wecomModuleErrors } from '../wecom.errors.js'
import type { Sidebar } from './sidebar.service.js'
import { SidebarCustomer, SidebarIdentity, SidebarQuery } from './sidebar.view.js'

const show = {
  config: { access: access.permission('sidebar.use') },
  schema: {
    operationId: 'sidebarCustomer',
    tags: ['sidebar'],
    querystring: SidebarQuery,
    response: answers(SidebarCustomer, wecomModuleErrors, ['contact-not-found']),
  },
}

const explain = {
  config: show.config,
  schema: {
    operationId: 'sidebarIdentity',
    tags: ['sidebar'],
    querystring: SidebarQuery,
    response: answers(SidebarIdentity, wecomModuleErrors, ['contact-not-found']),
  },
}

export const sidebarCustomerRoutes =
  (sidebar: Sidebar): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/sidebar/customer', show, async (request) => {
      const { externalUserid } = request.query
      const staffUserid = request.operator.staffUserid ?? null
      return orProblem(await sidebar.customer(externalUserid, staffUserid), wecomModuleErrors)
    })

    app.get('/api/sidebar/customer/identity', explain, async (request) =>
      orProblem(await sidebar.identity(request.query.externalUserid), wecomModuleErrors),
    )
  }
