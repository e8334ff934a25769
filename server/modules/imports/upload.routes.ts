import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { AppError } from '../../platform/errors/index.js'
import { access, answers, BODY_LIMIT, orProblem } from '../../platform/http/index.js'
import { ImportDetail, UploadQuery } from './imports.contract.js'
import { importErrors } from './imports.errors.js'
import type { ImportService } from './imports.service.js'
import { importDetail } from './imports.view.js'

const upload = {
  config: { access: access.permission('imports.run') },
  bodyLimit: BODY_LIMIT.importFile,
  schema: {
    operationId: 'uploadImport',
    summary: 'Multipart, field "file": CSV (UTF-8, UTF-16 or GBK) or XLSX up to 200 MiB',
    tags: ['imports'],
    consumes: ['multipart/form-data'],
    querystring: UploadQuery,
    response: answers(
      ImportDetail,
      importErrors,
      [
        ...(['file-missing', 'file-empty', 'file-is-old-excel', 'file-not-a-sheet'] as const),
        ...(['file-not-readable', 'file-too-large', 'file-has-no-head'] as const),
      ],
      { status: 201 },
    ),
  },
}
type Deps = Readonly<{ imports: ImportService }>

/** The one route of imports that takes more than a small body: as a stream, and nothing but a form. */
export const uploadRoutes =
  ({ imports }: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    // a body of this size as JSON would be held as a whole
    app.removeAllContentTypeParsers()
    await app.register(multipart, {
      limits: { fileSize: BODY_LIMIT.importFile, files: 1, fields: 5, parts: 6 },
      throwFileSizeLimit: false,
    })

    app.post('/api/imports', upload, async (request, reply) => {
      const part = request.isMultipart() ? await request.file() : undefined
      if (part === undefined || part.fieldname !== 'file') {
        throw new AppError('file-missing')
      }
      const { file: content, filename: fileName } = part
      const isTruncated = () => content.truncated
      const { kind } = request.query
      const { operatorId, name } = request.operator
      const actor = { operatorId, name }
      const taken = await imports.upload({ kind, fileName, content, isTruncated }, actor)
      const { importId } = orProblem(taken, importErrors)
      const { known, sample } = orProblem(await imports.get(importId), importErrors)
      const detail = importDetail(known, { sample, faults: [] })
      return await reply.code(201).send(detail)
    })
  }
