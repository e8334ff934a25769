import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { AppParts } from '../../../server/app.js'
import { answerProblems, enforceAccess, requestIdOf } from '../../../server/platform/http/index.js'

// The whole application takes 200 ms to build and a life lasts less: here each plugin is registered when its first
// request comes. Documentation, pages and rate limits are left out; access, validation and errors are the product's.

/** Which of the product's plugins has the route of an address. */
export type RouteMap = (method: string, path: string) => number

const DISPLAY_NAME = Symbol.for('fastify.display-name')

export type Answer = Readonly<{ status: number; body: string }>

/** Registers every plugin once to see its routes. */
export async function mapRoutes(parts: AppParts): Promise<RouteMap> {
  const routes: { method: string; pattern: RegExp; plugin: number }[] = []
  for (const plugin of parts.plugins.keys()) {
    const app = await appAround(parts, plugin, (method, url) => {
      const pattern = new RegExp(`^${url.replaceAll(/:[^/]+/g, '[^/]+')}$`)
      routes.push({ method, pattern, plugin })
    })
    await app.close()
  }
  return (method, path) => {
    const found = routes.find((route) => route.method === method && route.pattern.test(path))
    if (found === undefined) {
      throw new Error(`no plugin has the route ${method} ${path}`)
    }
    return found.plugin
  }
}

/** Answers requests with the routes of one composition. */
export function doors(parts: AppParts, pluginOf: RouteMap) {
  const apps = new Map<number, Promise<FastifyInstance>>()
  return async (request: InjectOptions): Promise<Answer> => {
    const [path = ''] = String(request.url).split('?')
    const plugin = pluginOf(request.method ?? 'GET', path)
    const building = apps.get(plugin) ?? appAround(parts, plugin)
    apps.set(plugin, building)
    const { statusCode, body } = await (await building).inject(request)
    return { status: statusCode, body }
  }
}

async function appAround(
  parts: AppParts,
  plugin: number,
  onRoute: (method: string, url: string) => void = () => undefined,
): Promise<FastifyInstance> {
  const app = Fastify({ genReqId: requestIdOf })
  app.addHook('onRoute', ({ method, url }) => [method].flat().forEach((one) => onRoute(one, url)))
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerProblems(app, parts.errorTables)
  enforceAccess(app, parts)
  await app.register(cookie)
  const chosen = parts.plugins[plugin]
  if (chosen !== undefined) {
    // Without a name fastify looks for one among all modules loaded, which takes jest 6 ms.
    await app.register(Object.assign(chosen, { [DISPLAY_NAME]: `plugin ${plugin}` }))
  }
  await app.ready()
  return app
}
