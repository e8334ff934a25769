import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../context.js'
import { jsonBody, queryOf, rawBody } from '../http/raw-body.js'

/** A refusal of the control API: `{ error, detail }` with this status. */
export class ControlError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail?: string,
  ) {
    super(`${code}${detail === undefined ? '' : `: ${detail}`}`)
  }
}

export type ControlCall<Body> = Readonly<{
  context: Context
  params: Record<string, string>
  query: Record<string, string>
  body: Body
}>

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type ControlRoute = Readonly<{
  method: Method
  path: string
  /** Parses the body and answers. */
  run: (call: ControlCall<unknown>) => unknown
}>

/** One control route. The body is checked by `schema` before `run` sees it. */
export function route<Schema extends z.ZodType>(
  method: Method,
  path: string,
  schema: Schema,
  run: (call: ControlCall<z.output<Schema>>) => unknown,
): ControlRoute {
  return {
    method,
    path,
    run: ({ body, ...call }) => {
      const parsed = schema.safeParse(body)
      if (!parsed.success) {
        throw new ControlError(400, 'bad-request', z.prettifyError(parsed.error))
      }
      return run({ ...call, body: parsed.data })
    },
  }
}

/** A route without a body. */
export function bodyless(
  method: Method,
  path: string,
  run: (call: ControlCall<unknown>) => unknown,
): ControlRoute {
  return { method, path, run }
}

/** `limit` of the query, 1 to 10,000. */
export function limitOf(query: Record<string, string>, fallback: number): number {
  const limit = Math.trunc(Number(query['limit'] ?? fallback))
  return Number.isFinite(limit) ? Math.min(Math.max(limit, 1), 10_000) : fallback
}

export function registerControl(
  app: FastifyInstance,
  context: Context,
  routes: readonly ControlRoute[],
): void {
  for (const { method, path, run } of routes) {
    app.route({
      method,
      url: path,
      handler: async (request, reply) => {
        try {
          const body = rawBody(request).length === 0 ? {} : jsonBody(request)
          const params = request.params as Record<string, string>
          const answer = await run({ context, params, query: queryOf(request), body })
          if (method !== 'GET') {
            context.touch()
          }
          return reply.send(answer)
        } catch (error) {
          if (error instanceof ControlError) {
            return reply.code(error.status).send({ error: error.code, detail: error.detail ?? '' })
          }
          throw error
        }
      },
    })
  }
}
