import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { businessDay } from '../../../platform/days/index.js'
import { AppError } from '../../../platform/errors/index.js'
import { access, answers, BODY_LIMIT, orProblem } from '../../../platform/http/index.js'
import { productErrors } from '../products.errors.js'
import { actorOf } from '../products.routes.js'
import { COLUMNS } from './columns.domain.js'
import { SheetQuery, SheetResult, shownErrors, TakeInQuery } from './sheets.contract.js'
import type { TakenIn, takeInProducts } from './take-in.js'
import type { writeProducts } from './write-sheet.js'

const tags = ['catalog']
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const get = {
  config: { access: access.permission('catalog.read') },
  schema: {
    operationId: 'exportProducts',
    summary: 'Products, SKUs and shared stock, at most 20,000 lines',
    tags,
    querystring: SheetQuery,
    response: answers(z.instanceof(Buffer), productErrors, ['file-too-large']),
  },
}
const put = {
  config: { access: access.permission('catalog.write') },
  bodyLimit: BODY_LIMIT.productSheet,
  schema: {
    operationId: 'importProducts',
    summary:
      'Multipart, field "file": CSV or XLSX of at most 2,000 lines; all of it is taken in, or nothing',
    tags,
    consumes: ['multipart/form-data'],
    querystring: TakeInQuery,
    response: answers(SheetResult, productErrors, [
      ...(['file-missing', 'file-empty', 'file-is-old-excel', 'file-not-a-sheet'] as const),
      ...(['file-not-readable', 'file-too-large', 'file-has-no-head'] as const),
      ...(['columns-missing', 'product-changed', 'sku-code-taken'] as const),
    ]),
  },
}

type Deps = Readonly<{
  write: ReturnType<typeof writeProducts>
  takeIn: ReturnType<typeof takeInProducts>
  now: () => Date
}>

/** Products out to a file, and in again. */
export const sheetRoutes =
  ({ write, takeIn, now }: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(multipart, {
      limits: { fileSize: BODY_LIMIT.productSheet, files: 1, fields: 5, parts: 6 },
    })

    app.get('/api/product-sheet', get, async (request, reply) => {
      const { format, ...filter } = request.query
      const { bytes, isWhole } = await write(filter, format)
      if (!isWhole) {
        throw new AppError('file-too-large', { detail: 'narrow the filter' })
      }
      const name = `products-${businessDay(now())}.${format}`
      return await reply
        .type(TYPES[format])
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(bytes)
    })

    app.post('/api/product-sheet', put, async (request) => {
      const part = request.isMultipart() ? await request.file() : undefined
      if (part === undefined || part.fieldname !== 'file') {
        throw new AppError('file-missing')
      }
      const bytes = await part.toBuffer()
      // only ever shown; a path in it is none of ours
      const fileName = (part.filename.split(/[\\/]/).at(-1) ?? '').slice(0, 120) || '未命名'
      const isCheck = request.query.apply === 'false'
      const done = await takeIn({ bytes, fileName }, { actor: actorOf(request), isCheck })
      return resultView(orProblem(done, productErrors))
    })
  }

function resultView({ errors, isApplied, ...counts }: TakenIn): z.output<typeof SheetResult> {
  const shown = shownErrors(errors).map(({ row, column, rule }) => ({
    row,
    column: column === null ? null : COLUMNS[column],
    rule,
  }))
  return { ...counts, applied: isApplied, errorCount: errors.length, errors: shown }
}
