import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AppError } from '../../platform/errors/index.js'
import { access, answers, BODY_LIMIT, orProblem } from '../../platform/http/index.js'
import { PictureParams, PictureQuery, PictureView } from './catalog.contract.js'
import { catalogErrors } from './catalog.errors.js'
import type { PictureService } from './pictures.service.js'

/** A picture never changes: its id is minted once, another picture has another id. */
const FOR_EVER = 'public, max-age=31536000, immutable'

const upload = {
  config: { access: access.permission('catalog.write') },
  bodyLimit: BODY_LIMIT.picture,
  schema: {
    operationId: 'uploadPicture',
    summary: 'Multipart, field "file": PNG, JPEG or WebP up to 5 MiB',
    tags: ['catalog'],
    consumes: ['multipart/form-data'],
    response: answers(
      PictureView,
      catalogErrors,
      ['picture-missing', 'picture-not-readable', 'picture-too-large'],
      { status: 201 },
    ),
  },
}
const show = {
  config: { access: access.public },
  schema: {
    operationId: 'getPicture',
    tags: ['catalog'],
    params: PictureParams,
    querystring: PictureQuery,
    response: answers(z.instanceof(Buffer), catalogErrors, ['picture-not-found']),
  },
}

export const catalogRoutes =
  (pictures: PictureService): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(multipart, {
      limits: { fileSize: BODY_LIMIT.picture, files: 1, fields: 5, parts: 6 },
    })

    app.post('/api/pictures', upload, async (request, reply) => {
      const part = request.isMultipart() ? await request.file() : undefined
      if (part === undefined || part.fieldname !== 'file') {
        throw new AppError('picture-missing')
      }
      const bytes = await part.toBuffer()
      const { operatorId, name } = request.operator
      const result = await pictures.upload(bytes, { operatorId, name })
      const stored = orProblem(result, catalogErrors)
      return await reply.code(201).send(stored)
    })

    app.get('/pictures/:pictureId', show, async (request, reply) => {
      const { pictureId } = request.params
      const file = orProblem(await pictures.open(pictureId, request.query.w), catalogErrors)
      return await reply.type(file.contentType).header('cache-control', FOR_EVER).send(file.bytes)
    })
  }
