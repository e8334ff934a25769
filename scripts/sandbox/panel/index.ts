import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Pages and scripts are not compiled: the built sandbox reads them from the source tree. */
function assetsFolder(): string {
  const beside = fileURLToPath(new URL('./assets/', import.meta.url))
  const built = `${path.sep}dist${path.sep}scripts${path.sep}`
  return existsSync(beside) ? beside : beside.replace(built, `${path.sep}scripts${path.sep}`)
}

/** The control panel at / and the files of all pages below /assets/. */
export async function panel(app: FastifyInstance): Promise<void> {
  const root = assetsFolder()
  await app.register(fastifyStatic, { root, prefix: '/assets/', cacheControl: false })
  app.get('/', async (_request, reply) => reply.sendFile('panel.html', root))
}
