import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.js'
import { fieldsOf, type Fields } from '../http/fields.js'
import { jsonBody, queryOf } from '../http/raw-body.js'
import { PayError } from './errors.js'
import { checkRequest } from './signature.js'

export type PayCall = Readonly<{
  context: Context
  params: Record<string, string>
  query: Record<string, string>
  body: Fields
  /** `Wechatpay-Serial`: whose key the caller encrypted with. */
  serial: string
}>

/** 204 has no body; a stream is a file, which WeChat Pay does not sign. */
export type PayAnswer = Readonly<{ status: number; json?: object; stream?: Readable }>

export type PayApi = Readonly<{
  method: 'GET' | 'POST'
  path: string
  run: (call: PayCall) => PayAnswer | Promise<PayAnswer>
}>

/** Checks the signature, then answers. */
export async function runPayApi(
  api: PayApi,
  context: Context,
  request: FastifyRequest,
): Promise<PayAnswer> {
  try {
    checkRequest(context, request)
    const parsed = jsonBody(request)
    if (request.method === 'POST' && (typeof parsed !== 'object' || parsed === null)) {
      throw new PayError(400, 'PARAM_ERROR', '请求体不是合法的JSON')
    }
    const params = request.params as Record<string, string>
    const serial = String(request.headers['wechatpay-serial'] ?? '')
    const call = { context, params, query: queryOf(request), body: fieldsOf(parsed), serial }
    return await api.run(call)
  } catch (error) {
    if (error instanceof PayError) {
      return { status: error.status, json: error.body() }
    }
    throw error
  }
}
