import swagger, { type SwaggerTransform } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { FastifyInstance } from 'fastify'
import { access, type Access } from './access.js'

const SECURITY_SCHEMES = {
  session: { type: 'apiKey', in: 'cookie', name: 'huike_session' },
  customerToken: { type: 'http', scheme: 'bearer', description: 'token of /mini/v1/sessions' },
  apiKey: { type: 'http', scheme: 'bearer', description: 'key of the open API' },
} as const

const SCHEME_OF: Readonly<Record<Access['kind'], keyof typeof SECURITY_SCHEMES | null>> = {
  public: null,
  callback: null,
  operator: 'session',
  customer: 'customerToken',
  'open-api': 'apiKey',
}

/** OpenAPI 3.1 of all routes at /docs and /docs/json, made from the zod schemas and the declared access. */
export async function documentRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Huike', version: '1', description: 'Money is integer fen, times RFC 3339.' },
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transform: withSecurity,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: access.public }
    })
    await scope.register(swaggerUi, { routePrefix: '/docs', staticCSP: false })
  })
}

const withSecurity: SwaggerTransform = (input) => {
  const transformed = jsonSchemaTransform(input as Parameters<typeof jsonSchemaTransform>[0])
  const declared = input.route.config?.access
  const scheme = declared === undefined ? null : SCHEME_OF[declared.kind]
  if (scheme === null) {
    return transformed
  }
  return { ...transformed, schema: { ...transformed.schema, security: [{ [scheme]: [] }] } }
}
