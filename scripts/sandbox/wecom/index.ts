import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.js'
import type { Fault } from '../faults.js'
import { apiHooks, type Refusal, type RefusalKind } from '../http/api-hooks.js'
import { answerUnknown } from '../http/not-found.js'
import { runWecomApi, type WecomApi } from './api.js'
import { contactApis } from './contacts.js'
import { contactWayApis } from './contact-ways.js'
import { wecomErrorBody } from './errors.js'
import { groupApis } from './groups.js'
import { idConversionApis } from './id-conversion.js'
import { oauthApis } from './oauth.js'
import { remarkApis } from './remark.js'
import { staffApis } from './staff.js'
import { tagApis } from './tags.js'
import { revokeTokens, tokenApis } from './token.js'
import { welcomeApis } from './welcome.js'

/** Every WeCom API of the sandbox: a new area adds its list here. */
const apis: readonly WecomApi[] = [
  ...tokenApis,
  ...staffApis,
  ...contactApis,
  ...remarkApis,
  ...tagApis,
  ...groupApis,
  ...idConversionApis,
  ...contactWayApis,
  ...welcomeApis,
  ...oauthApis,
]

const BUSY = -1
const FREQUENCY = 45009
const REVOKED = 40014

/** Stands in for qyapi.weixin.qq.com below /qyapi. */
export function wecomRoutes(context: Context) {
  return async (app: FastifyInstance): Promise<void> => {
    apiHooks(app, context, {
      area: 'wecom',
      prefix: '/qyapi',
      refuse: (fault, { ip }) => refusal(context, fault, ip),
    })
    for (const api of apis) {
      app.route({
        method: api.method,
        url: `/cgi-bin${api.path}`,
        handler: async (request) => runWecomApi(api, context, request),
      })
    }
    answerUnknown(app, (path) => ({
      status: 200,
      body: wecomErrorBody(
        { errcode: 40066, detail: `the sandbox has no ${path.split('?')[0] ?? ''}` },
        { ip: '127.0.0.1', nowSeconds: context.clock.nowSeconds() },
      ),
    }))
  }
}

function refusal(context: Context, fault: Fault & { kind: RefusalKind }, ip: string): Refusal {
  if (fault.kind === 'tokenRevoked') {
    revokeTokens(context, 'wecom')
  }
  const codes = { tokenRevoked: REVOKED, frequencyLimit: FREQUENCY, busy: BUSY, errcode: BUSY }
  const wanted = {
    errcode: fault.code ?? codes[fault.kind],
    ...(fault.message === undefined ? {} : { text: fault.message }),
  }
  const nowSeconds = context.clock.nowSeconds()
  return { status: 200, body: wecomErrorBody(wanted, { ip, nowSeconds }) }
}
