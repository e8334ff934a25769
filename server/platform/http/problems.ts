import { STATUS_CODES } from 'node:http'
import {
  hasZodFastifySchemaValidationErrors,
  isResponseSerializationError,
} from 'fastify-type-provider-zod'
import type { FastifyError } from 'fastify'
import { AppError, type ErrorEntry, type ErrorTable } from '../errors/index.js'
import type { Problem } from './answers.js'
import { httpErrors } from './http.errors.js'
import { isStoreUnavailable } from './store-unavailable.js'

export type ErrorRegistry = ReadonlyMap<string, ErrorEntry>

/** Joins the tables of all modules. Two tables that differ about what one code means for a caller stop the start. */
export function joinErrors(tables: readonly ErrorTable[]): ErrorRegistry {
  const registry = new Map<string, ErrorEntry>()
  for (const [code, entry] of [httpErrors, ...tables].flatMap((table) => Object.entries(table))) {
    const before = registry.get(code)
    if (before !== undefined && !meansTheSame(before, entry)) {
      throw new Error(`two error tables disagree about the code ${code}`)
    }
    registry.set(code, before ?? entry)
  }
  return registry
}

function meansTheSame(a: ErrorEntry, b: ErrorEntry): boolean {
  return a.status === b.status && (a.retriable ?? false) === (b.retriable ?? false)
}

const MAX_FIELDS = 20
const MAX_RULE_CHARS = 200

// Fastify's own refusals, which come before any handler.
const TRANSPORT_CODES: Readonly<Record<number, keyof typeof httpErrors>> = {
  400: 'body-malformed',
  404: 'not-found',
  413: 'body-too-large',
  415: 'media-type-unsupported',
  429: 'too-many-requests',
}

/** The problem document of anything thrown. What is not in the registry is a bug: 500, and nothing about it outside. */
export function problemOf(error: unknown, registry: ErrorRegistry, requestId: string): Problem {
  const known = (code: keyof typeof httpErrors, extra: Partial<Problem> = {}) =>
    problem({ code, entry: httpErrors[code], requestId, ...extra })
  if (error instanceof AppError) {
    const entry = registry.get(error.code)
    return entry === undefined
      ? known('internal-error')
      : problem({ code: error.code, entry, requestId, detail: error.detail })
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    return known('request-invalid', { errors: fieldsOf(error) })
  }
  if (isStoreUnavailable(error)) {
    return known('store-unavailable')
  }
  const status = (error as Partial<FastifyError> | undefined)?.statusCode ?? 500
  if (status < 400 || status >= 500 || isResponseSerializationError(error)) {
    return known('internal-error')
  }
  const code = TRANSPORT_CODES[status] ?? 'request-refused'
  const title = TRANSPORT_CODES[status] === undefined ? STATUS_CODES[status] : undefined
  return { ...known(code), status, ...(title === undefined ? {} : { title }) }
}

type ProblemParts = Readonly<{
  code: string
  entry: ErrorEntry
  requestId: string
  detail?: string
  errors?: Problem['errors']
}>

function problem({ code, entry, requestId, detail, errors }: ProblemParts): Problem {
  const { status, title } = entry
  return {
    type: `urn:huike:error:${code}`,
    title,
    status,
    code,
    ...(detail === undefined || status >= 500 ? {} : { detail }),
    requestId,
    ...(errors === undefined ? {} : { errors }),
  }
}

type ValidationError = Readonly<{
  validation: readonly Readonly<{ instancePath: string; message?: string }>[]
  validationContext?: string
}>

/** `events.0.identifiers.phone`; the part of the request (`body`, `querystring`) when the whole of it is meant. */
function fieldsOf({ validation, validationContext = 'request' }: ValidationError) {
  return validation.slice(0, MAX_FIELDS).map(({ instancePath, message = 'is not valid' }) => {
    const field = instancePath.split('/').filter(Boolean).join('.')
    return {
      field: field === '' ? validationContext : field,
      rule: message.slice(0, MAX_RULE_CHARS),
    }
  })
}
