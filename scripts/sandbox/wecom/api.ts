import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.js'
import { fieldsOf, type Fields } from '../http/fields.js'
import { jsonBody, queryOf, rawBody } from '../http/raw-body.js'
import { checkToken } from './token.js'
import { WecomError, wecomErrorBody } from './errors.js'

const BAD_JSON = 'ok. Warning: wrong json format. '

export type WecomCall = Readonly<{
  context: Context
  query: Record<string, string>
  body: Fields
}>

/** One API: its path below /cgi-bin and what it answers beside errcode and errmsg. */
export type WecomApi = Readonly<{
  method: 'GET' | 'POST'
  path: string
  /** gettoken alone needs no token. */
  open?: boolean
  run: (call: WecomCall) => object
}>

/** Answers one request: always HTTP 200, judged by errcode. */
export function runWecomApi(api: WecomApi, context: Context, request: FastifyRequest): object {
  const query = queryOf(request)
  const parsed = jsonBody(request)
  const unreadable = parsed === undefined && rawBody(request).length > 0
  const body = fieldsOf(unreadable ? 'unreadable' : parsed)
  try {
    if (api.open !== true) {
      checkToken(context, query['access_token'])
    }
    const answer = api.run({ context, query, body })
    return { errcode: 0, errmsg: body.warned() ? BAD_JSON : 'ok', ...answer }
  } catch (error) {
    if (error instanceof WecomError) {
      const { errcode, detail } = error
      const nowSeconds = context.clock.nowSeconds()
      return wecomErrorBody({ errcode, detail }, { ip: request.ip, nowSeconds })
    }
    throw error
  }
}
