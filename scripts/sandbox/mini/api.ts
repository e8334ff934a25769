import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.js'
import { fieldsOf, type Fields } from '../http/fields.js'
import { jsonBody, queryOf, rawBody } from '../http/raw-body.js'
import { checkMiniToken } from './token.js'
import { MiniError, miniErrorBody } from './errors.js'

export type MiniCall = Readonly<{
  context: Context
  query: Record<string, string>
  body: Fields
}>

/** A picture where the platform answers binary, else JSON. */
export type MiniAnswer = { picture: Buffer; type: string } | { json: object }

export type MiniApi = Readonly<{
  method: 'GET' | 'POST'
  path: string
  /** Log-in and token calls show appid and secret in place of a token. */
  open?: boolean
  run: (call: MiniCall) => MiniAnswer | Promise<MiniAnswer>
}>

/** Answers one request: HTTP 200 also on error. */
export async function runMiniApi(
  api: MiniApi,
  context: Context,
  request: FastifyRequest,
): Promise<MiniAnswer> {
  try {
    const query = queryOf(request)
    const parsed = jsonBody(request)
    if (parsed === undefined && rawBody(request).length > 0) {
      throw new MiniError(47001)
    }
    if (api.open !== true) {
      checkMiniToken(context, query['access_token'])
    }
    return await api.run({ context, query, body: fieldsOf(parsed) })
  } catch (error) {
    if (error instanceof MiniError) {
      return { json: miniErrorBody({ errcode: error.errcode, text: error.detail }) }
    }
    throw error
  }
}
