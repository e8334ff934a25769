import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers } from '../../../platform/http/index.js'
import { decodeCursor, encodeCursor } from '../../../platform/wire/index.js'
import type { Relations } from '../contacts/relations.repository.js'
import { wecomModuleErrors } from '../wecom.errors.js'
import { StaffPage, StaffQuery } from './staff.contract.js'
import type { StaffService } from './staff.service.js'

const list = {
  config: { access: access.permission('staff.read') },
  schema: {
    operationId: 'listStaff',
    tags: ['wecom'],
    querystring: StaffQuery,
    response: answers(StaffPage, wecomModuleErrors),
  },
}

type Deps = Readonly<{
  staff: Pick<StaffService, 'page'>
  relations: Pick<Relations, 'countActiveOf'>
}>

export const staffRoutes =
  ({ staff, relations }: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/staff', list, async (request) => {
      const { cursor, limit } = request.query
      const [afterId] = cursor === undefined ? [undefined] : decodeCursor(cursor, [z.string()])
      const { storeCodes } = request.operator
      const rows = await staff.page({ afterId, storeCodes, limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const counts = await relations.countActiveOf(shown.map(({ userid }) => userid))
      const items = shown.map(({ userid, name, departmentName, storeName, status }) => {
        const contactCount = counts.get(userid) ?? 0
        return { userid, name, departmentName, storeName, status, contactCount }
      })
      const last = rows.length > limit ? items.at(-1) : undefined
      return { items, nextCursor: last === undefined ? null : encodeCursor([last.userid]) }
    })
  }
