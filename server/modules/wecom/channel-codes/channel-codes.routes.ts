import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { AppError, invariant } from '../../../platform/errors/index.js'
import { access, answers, orProblem } from '../../../platform/http/index.js'
import { id } from '../../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../../platform/wire/index.js'
import { wecomModuleErrors } from '../wecom.errors.js'
import {
  ChannelCodeHeaders,
  ChannelCodePage,
  ChannelCodeParams,
  ChannelCodePatch,
  ChannelCodeQuery,
  ChannelCodeView,
  NewChannelCode,
} from './channel-codes.contract.js'
import type { ChannelCode } from './channel-codes.domain.js'
import type { By, ChannelCodeService } from './channel-codes.service.js'
import type { ChannelCodeViews } from './channel-codes.view.js'
import { qrPictureOf } from './qr-picture.js'

const read = { access: access.permission('channel-codes.read') }
const write = { access: access.permission('channel-codes.write') }
const tags = ['wecom']

const list = {
  config: read,
  schema: {
    operationId: 'listChannelCodes',
    tags,
    querystring: ChannelCodeQuery,
    response: answers(ChannelCodePage, wecomModuleErrors),
  },
}
const create = {
  config: write,
  schema: {
    operationId: 'createChannelCode',
    tags,
    headers: ChannelCodeHeaders,
    body: NewChannelCode,
    response: answers(
      ChannelCodeView,
      wecomModuleErrors,
      ['staff-not-found', 'idempotency-key-reused'],
      { status: 201 },
    ),
  },
}
const edit = {
  config: write,
  schema: {
    operationId: 'updateChannelCode',
    tags,
    params: ChannelCodeParams,
    body: ChannelCodePatch,
    response: answers(ChannelCodeView, wecomModuleErrors, ['channel-code-not-found']),
  },
}
const picture = {
  config: read,
  schema: { operationId: 'channelCodePicture', tags, params: ChannelCodeParams },
}

type Deps = Readonly<{ codes: ChannelCodeService; views: ChannelCodeViews }>

export const channelCodeRoutes =
  ({ codes, views }: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    const viewOf = async (code: ChannelCode) => {
      const [view] = await views([code])
      invariant(view !== undefined, 'every code has a view')
      return view
    }

    app.get('/api/channel-codes', list, async (request) => {
      const { cursor, limit } = request.query
      const [beforeId] = cursor === undefined ? [undefined] : decodeCursor(cursor, [id('chn')])
      const { storeCodes } = request.operator
      const rows = await codes.page({ beforeId, storeCodes, limit: limit + 1 })
      const items = await views(rows.slice(0, limit))
      const last = rows.length > limit ? items.at(-1) : undefined
      return { items, nextCursor: last === undefined ? null : encodeCursor([last.channelCodeId]) }
    })

    app.post('/api/channel-codes', create, async (request, reply) => {
      const idempotencyKey = request.headers['idempotency-key']
      const by = { ...byOf(request), idempotencyKey }
      const code = orProblem(await codes.create(request.body, by), wecomModuleErrors)
      return reply.code(201).send(await viewOf(code))
    })

    app.patch('/api/channel-codes/:channelCodeId', edit, async (request) => {
      const { channelCodeId } = request.params
      const edited = await codes.edit(channelCodeId, request.body, byOf(request))
      return viewOf(orProblem(edited, wecomModuleErrors))
    })

    app.get('/api/channel-codes/:channelCodeId/qr.png', picture, async (request, reply) => {
      const shown = await codes.shown(request.params.channelCodeId, request.operator)
      const code = orProblem(shown, wecomModuleErrors)
      if (code.qrCodeUrl === undefined) {
        throw new AppError('channel-code-not-ready')
      }
      const drawn = await qrPictureOf(code.qrCodeUrl)
      if (drawn.kind === 'elsewhere') {
        return reply.redirect(drawn.url)
      }
      // WeCom never changes the address behind a code.
      void reply.header('cache-control', 'private, max-age=86400')
      return reply.type('image/png').send(drawn.bytes)
    })
  }

function byOf({ operator: { operatorId, name, storeCodes } }: FastifyRequest): By {
  return { actor: { operatorId, name }, storeCodes }
}
