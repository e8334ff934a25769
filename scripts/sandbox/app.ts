import Fastify, { type FastifyInstance } from 'fastify'
import type { Context } from './context.js'
import { controlRoutes } from './control/index.js'
import { refuseForeignPages } from './http/loopback-only.js'
import { keepRawBodies, MAX_BODY_BYTES } from './http/raw-body.js'
import { miniRoutes } from './mini/index.js'
import { personPages } from './pages/index.js'
import { panel } from './panel/index.js'
import { payRoutes } from './pay/index.js'
import { smsRoutes } from './sms/index.js'
import { wecomRoutes } from './wecom/index.js'

/** All areas of the sandbox on one server; it does not listen yet. */
export async function buildSandboxApp(
  context: Context,
  { allowRemote }: { allowRemote: boolean },
): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  })
  keepRawBodies(app)
  if (!allowRemote) {
    refuseForeignPages(app)
  }
  await app.register(wecomRoutes(context), { prefix: '/qyapi' })
  await app.register(miniRoutes(context), { prefix: '/weixin' })
  await app.register(payRoutes(context), { prefix: '/mch' })
  await app.register(smsRoutes(context), { prefix: '/sms' })
  await app.register(controlRoutes(context), { prefix: '/control' })
  await app.register(personPages(context))
  await app.register(panel)
  return app
}
