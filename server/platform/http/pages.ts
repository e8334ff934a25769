import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../errors/index.js'
import { access } from './access.js'

/** A built front end: the address it is served under, with slashes, and the folder of its index.html. */
export type Page = Readonly<{ prefix: `/${string}/`; folder: string }>

const ONE_YEAR = 'public, max-age=31536000, immutable'
const ASK_AGAIN = 'no-cache'
/** Vite puts every hashed file into assets/; Taro writes the hash as the last part of the name. */
const HASHED = /\/assets\/|\.[0-9a-f]{8,}\.(js|css|png|jpg|svg)$/

/** The three front ends of the project, where setup builds them; source and compiled server agree on the folder. */
export function builtPages(): Page[] {
  const root = projectRoot()
  return [
    { prefix: '/console/', folder: path.join(root, 'server/web/dist/console') },
    { prefix: '/sidebar/', folder: path.join(root, 'server/web/dist/sidebar') },
    { prefix: '/m/', folder: path.join(root, 'miniprogram/dist/h5') },
  ]
}

function projectRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!fs.existsSync(path.join(folder, 'package.json'))) {
    folder = path.dirname(folder)
  }
  return folder
}

/** Serves the pages that are built; their own routes (no dot in the last part) get index.html. */
export async function servePages(app: FastifyInstance, pages: readonly Page[]): Promise<void> {
  for (const { prefix, folder } of pages) {
    if (fs.existsSync(path.join(folder, 'index.html'))) {
      await app.register(async (scope) => servePage(scope, folder), { prefix })
      const bare = prefix.slice(0, -1)
      app.get(bare, pageRoute, (_request, reply) => reply.redirect(prefix))
    } else {
      app.log.warn({ prefix }, 'page not built: npm run setup builds it')
    }
  }
}

const pageRoute = {
  config: { access: access.public, rateLimit: false as const },
  schema: { hide: true },
}

async function servePage(scope: FastifyInstance, folder: string): Promise<void> {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, ...pageRoute.config }
  })
  await scope.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders: (reply, file) => {
      void reply.header('cache-control', HASHED.test(file) ? ONE_YEAR : ASK_AGAIN)
    },
  })
  scope.setNotFoundHandler(async (request, reply) => {
    const last = request.url.split('?', 1)[0]?.split('/').at(-1) ?? ''
    if (last.includes('.') || request.method !== 'GET') {
      throw new AppError('not-found')
    }
    return await reply.sendFile('index.html')
  })
}

/** CSP sources of the inline scripts of built pages: Taro's H5 page sets the root font size in one. */
export function inlineScriptSources(pages: readonly Page[]): string[] {
  return pages
    .map(({ folder }) => path.join(folder, 'index.html'))
    .filter((file) => fs.existsSync(file))
    .flatMap((file) => [...fs.readFileSync(file, 'utf8').matchAll(/<script>(.*?)<\/script>/gs)])
    .map(([, script = '']) => createHash('sha256').update(script).digest('base64'))
    .map((hash) => `'sha256-${hash}'`)
}
