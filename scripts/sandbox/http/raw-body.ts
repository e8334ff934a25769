import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Bulk loads are large; nothing but loopback reaches this server. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024

/** Leaves every body as the bytes that came: signatures cover bytes, not parsed values. */
export function keepRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

export function rawBody({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}

/** The body as JSON, or undefined when it is empty or not JSON. */
export function jsonBody(request: FastifyRequest): unknown {
  try {
    return JSON.parse(rawBody(request).toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

export function formBody(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(rawBody(request).toString('utf8'))
}

/** Query values as text; of repeated ones the first. */
export function queryOf(request: FastifyRequest): Record<string, string> {
  const query = new URL(request.raw.url ?? '/', 'http://sandbox').searchParams
  const names = [...new Set(query.keys())]
  return Object.fromEntries(names.map((name) => [name, query.get(name) ?? '']))
}
