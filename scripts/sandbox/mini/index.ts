import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.js'
import type { Fault } from '../faults.js'
import { apiHooks, type Refusal, type RefusalKind } from '../http/api-hooks.js'
import { answerUnknown } from '../http/not-found.js'
import { revokeTokens } from '../wecom/token.js'
import { runMiniApi, type MiniApi } from './api.js'
import { codePictureApis } from './code-picture.js'
import { miniErrorBody } from './errors.js'
import { phoneApis } from './phone.js'
import { sessionApis } from './session.js'
import { shippingApis } from './shipping.js'
import { tokenApis } from './token.js'

/** Every mini-program API of the sandbox: a new area adds its list here. */
const apis: readonly MiniApi[] = [
  ...tokenApis,
  ...sessionApis,
  ...phoneApis,
  ...codePictureApis,
  ...shippingApis,
]

/** Stands in for api.weixin.qq.com below /weixin. */
export function miniRoutes(context: Context) {
  return async (app: FastifyInstance): Promise<void> => {
    apiHooks(app, context, {
      area: 'mini',
      prefix: '/weixin',
      refuse: (fault) => refusal(context, fault),
    })
    for (const api of apis) {
      app.route({
        method: api.method,
        url: api.path,
        handler: async (request, reply) => {
          const answer = await runMiniApi(api, context, request)
          context.touch()
          return 'json' in answer
            ? reply.send(answer.json)
            : reply.type(answer.type).send(answer.picture)
        },
      })
    }
    answerUnknown(app, (path) => ({
      status: 200,
      body: miniErrorBody({
        errcode: 40066,
        text: `invalid url, the sandbox has no ${path.split('?')[0] ?? ''}`,
      }),
    }))
  }
}

function refusal(context: Context, fault: Fault & { kind: RefusalKind }): Refusal {
  if (fault.kind === 'tokenRevoked') {
    revokeTokens(context, 'mini')
  }
  const codes = { tokenRevoked: 40001, frequencyLimit: 45009, busy: -1, errcode: -1 }
  const errcode = fault.code ?? codes[fault.kind]
  return { status: 200, body: miniErrorBody({ errcode, text: fault.message }) }
}
