import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.js'
import { apiHooks, type Refusal, type RefusalKind } from '../http/api-hooks.js'
import { answerUnknown } from '../http/not-found.js'
import { runPayApi, type PayApi } from './api.js'
import { balanceApis } from './balance.js'
import { billApis } from './bills.js'
import { certificateApis } from './certificates.js'
import { orderApis } from './orders.js'
import { refundApis } from './refunds.js'
import { transferApis } from './transfers.js'
import { payPath, platformHeaders, probeHeaders } from './signature.js'

/** Every Pay API of the sandbox: a new area adds its list here. */
const apis: readonly PayApi[] = [
  ...certificateApis,
  ...orderApis,
  ...refundApis,
  ...balanceApis,
  ...billApis,
  ...transferApis,
]

const FILE_TYPE = 'application/octet-stream'

const REFUSALS: Record<RefusalKind, Refusal | null> = {
  tokenRevoked: null,
  frequencyLimit: {
    status: 429,
    body: { code: 'FREQUENCY_LIMITED', message: '频率超限，请降低请求接口频率' },
  },
  busy: { status: 500, body: { code: 'SYSTEM_ERROR', message: '系统异常，请稍后重试' } },
  errcode: { status: 500, body: { code: 'SYSTEM_ERROR', message: '系统异常，请稍后重试' } },
}

/** Stands in for api.mch.weixin.qq.com below /mch; every answer of its own is signed. */
export function payRoutes(context: Context) {
  return async (app: FastifyInstance): Promise<void> => {
    apiHooks(app, context, { area: 'pay', prefix: '/mch', refuse: ({ kind }) => REFUSALS[kind] })
    app.addHook('onSend', async (request, reply, payload) => {
      const type = String(reply.getHeader('content-type') ?? '')
      if (type.startsWith('text/html') || type === FILE_TYPE) {
        return payload // neither a gateway's error page nor a bill carries a signature
      }
      const signed = platformHeaders(context, typeof payload === 'string' ? payload : '')
      const occasion = { area: 'pay', subject: payPath(request) } as const
      const spoilt = context.faults.take('signtestReply', occasion) !== undefined
      reply.headers(spoilt ? probeHeaders(signed) : signed)
      reply.header('request-id', randomBytes(16).toString('hex').toUpperCase())
      return payload
    })
    for (const api of apis) {
      app.route({
        method: api.method,
        url: api.path,
        handler: async (request, reply) => {
          const { status, json, stream } = await runPayApi(api, context, request)
          return stream === undefined
            ? reply.code(status).send(json)
            : reply.code(status).type(FILE_TYPE).send(stream)
        },
      })
    }
    answerUnknown(app, (path) => ({
      status: 404,
      body: {
        code: 'RESOURCE_NOT_EXISTS',
        message: `沙盒还没有这个接口：${path.split('?')[0] ?? ''}`,
      },
    }))
  }
}
