import type { FastifyInstance } from 'fastify'

const KIB = 1024
const MIB = 1024 * KIB

/** `bodyLimit` of routes, in bytes (contract.md 3). */
export const BODY_LIMIT = {
  default: 64 * KIB,
  callback: 256 * KIB,
  openEvents: 5 * MIB,
  picture: 5 * MIB,
  importFile: 200 * MIB,
  productSheet: 5 * MIB,
} as const

/**
 * In this scope a body is a Buffer of the bytes as they came, whatever the content type says: signatures are made
 * over bytes. Give each of its routes `bodyLimit: BODY_LIMIT.callback`.
 */
export function rawBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body)
  })
}
