import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Metrics } from '../metrics/index.js'
import { access } from './access.js'

/** What the process still waits for, in words; empty: able to work. Rejects when the database does not answer. */
export type Readiness = () => Promise<readonly string[]>

const Alive = z.object({ status: z.literal('alive') })
const Ready = z.object({ status: z.literal('ready') })
const NotReady = z.object({ status: z.literal('not-ready'), waitingFor: z.array(z.string()) })

const config = { access: access.public, rateLimit: false as const }
const tags = ['health']

/** /healthz: the process runs. /readyz: database reachable, migrations done. /metrics: Prometheus text. */
export async function serveHealth(
  plain: FastifyInstance,
  { metrics, readiness }: { metrics: Metrics; readiness: Readiness },
): Promise<void> {
  const app = plain.withTypeProvider<ZodTypeProvider>()
  const healthz = { operationId: 'isAlive', tags, response: { 200: Alive } }
  app.get('/healthz', { config, schema: healthz }, () => ({ status: 'alive' as const }))

  const readyz = { operationId: 'isReady', tags, response: { 200: Ready, 503: NotReady } }
  app.get('/readyz', { config, schema: readyz }, async (request, reply) => {
    const waitingFor = await readiness().catch((error: unknown) => {
      request.log.warn({ err: error }, 'not ready')
      return ['database']
    })
    if (waitingFor.length > 0) {
      return await reply.code(503).send({ status: 'not-ready', waitingFor: [...waitingFor] })
    }
    return await reply.code(200).send({ status: 'ready' })
  })

  app.get('/metrics', { config, schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.scrape()),
  )
}
