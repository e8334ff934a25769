import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { businessDay } from '../../platform/days/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import { csvLine } from '../../platform/sheets/index.js'
import {
  CheckImport,
  ImportDetail,
  ImportListQuery,
  ImportPage,
  ImportParams,
  ImportView,
  UndoImport,
} from './imports.contract.js'
import type { Import } from './imports.domain.js'
import { importErrors } from './imports.errors.js'
import type { ImportService } from './imports.service.js'
import { importDetail, importView } from './imports.view.js'
import { columnName, ruleText } from './rule-text.js'

const config = { access: access.permission('imports.run') }
const tags = ['imports']
const params = ImportParams
const BOM = '\uFEFF' // else Excel takes the list for GBK

const list = {
  config,
  schema: {
    operationId: 'listImports',
    tags,
    querystring: ImportListQuery,
    response: answers(ImportPage, importErrors),
  },
}
const get = {
  config,
  schema: {
    operationId: 'getImport',
    tags,
    params,
    response: answers(ImportDetail, importErrors, ['import-not-found']),
  },
}
const errorList = {
  config,
  schema: {
    operationId: 'listImportErrors',
    summary: 'Every fault as CSV',
    tags,
    params,
    response: answers(z.instanceof(Readable), importErrors, ['import-not-found']),
  },
}
const refusals = ['import-not-found', 'import-not-in-state', 'import-changed'] as const
const check = {
  config,
  schema: {
    operationId: 'checkImport',
    summary: 'Reads the whole file with these columns; imports nothing',
    tags,
    params,
    body: CheckImport,
    response: answers(
      ImportView,
      importErrors,
      [...refusals, 'import-file-gone', 'mapping-invalid', 'settings-invalid', 'source-reserved'],
      { status: 202 },
    ),
  },
}
const run = {
  config,
  schema: {
    operationId: 'runImport',
    summary: 'Imports the good rows; goes on when it was stopped',
    tags,
    params,
    response: answers(
      ImportView,
      importErrors,
      [...refusals, 'import-has-no-rows', 'import-file-gone'],
      { status: 202 },
    ),
  },
}
const stop = {
  config,
  schema: {
    operationId: 'stopImport',
    tags,
    params,
    response: answers(ImportView, importErrors, refusals, { status: 202 }),
  },
}
const undo = {
  config,
  schema: {
    operationId: 'undoImport',
    summary: 'Takes back everything that the import has brought',
    tags,
    params,
    body: UndoImport,
    response: answers(ImportView, importErrors, refusals, {
      status: 202,
    }),
  },
}

type Deps = Readonly<{ imports: ImportService }>

/** `/api/imports`: files of members and orders. */
export const importRoutes =
  ({ imports }: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/imports', list, async (request) => {
      const { cursor, limit } = request.query
      const found = await imports.list({ ...placeOf(cursor), limit: limit + 1 })
      const last = found.length > limit ? found[limit - 1] : undefined
      const nextCursor =
        last === undefined ? null : encodeCursor([last.createdAt.toISOString(), last.importId])
      return { items: found.slice(0, limit).map((known) => importView(known)), nextCursor }
    })

    app.get('/api/imports/:importId', get, async (request) => {
      const { importId } = request.params
      const { known, sample } = orProblem(await imports.get(importId), importErrors)
      const faults = await imports.firstFaults(importId)
      return importDetail(known, { sample, faults })
    })

    app.get('/api/imports/:importId/errors.csv', errorList, async (request, reply) => {
      const { importId } = request.params
      const { known } = orProblem(await imports.get(importId), importErrors)
      const lines = Readable.from(errorLines(imports, known))
      return await reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="import-errors-${importId}.csv"`)
        .send(lines)
    })

    app.post('/api/imports/:importId/check', check, async (request, reply) => {
      const { statedOn, ...settings } = request.body
      const statedAt = statedOn === undefined ? undefined : endOfDay(statedOn)
      const given = { ...settings, ...(statedAt === undefined ? {} : { statedAt }) }
      const { operatorId, name } = request.operator
      const result = await imports.check(request.params.importId, given, { operatorId, name })
      return await reply.code(202).send(importView(orProblem(result, importErrors)))
    })

    app.post('/api/imports/:importId/run', run, async (request, reply) => {
      const { operatorId, name } = request.operator
      const result = await imports.run(request.params.importId, { operatorId, name })
      return await reply.code(202).send(importView(orProblem(result, importErrors)))
    })

    app.post('/api/imports/:importId/stop', stop, async (request, reply) => {
      const { operatorId, name } = request.operator
      const result = await imports.stop(request.params.importId, { operatorId, name })
      return await reply.code(202).send(importView(orProblem(result, importErrors)))
    })

    app.post('/api/imports/:importId/undo', undo, async (request, reply) => {
      const { operatorId, name } = request.operator
      const { importId } = request.params
      const result = await imports.undo(importId, request.body.reason, { operatorId, name })
      return await reply.code(202).send(importView(orProblem(result, importErrors)))
    })
  }

function placeOf(cursor: string | undefined) {
  if (cursor === undefined) {
    return {}
  }
  const [createdAt, importId] = decodeCursor(cursor, [z.iso.datetime(), id('imp')])
  return { after: { createdAt: new Date(createdAt), importId } }
}

/** A list of a day tells of all of it; a list of today of what was until it was uploaded (undefined). */
function endOfDay(day: string): Date | undefined {
  const end = new Date(`${day}T23:59:59+08:00`)
  return end > new Date() && businessDay(new Date()) === day ? undefined : end
}

async function* errorLines(imports: ImportService, { importId, header }: Import) {
  yield `${BOM}${csvLine(['行号', '列', '问题', '代码'])}`
  for await (const faults of imports.allFaults(importId)) {
    yield faults
      .map(({ row, column, rule }) =>
        csvLine([row, column === null ? '' : columnName(header, column), ruleText(rule), rule]),
      )
      .join('')
  }
}
