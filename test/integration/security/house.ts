import { z } from 'zod'
import { buildApp, type App } from '../../../server/app.js'
import type { OpenApiCaller } from '../../../server/platform/http/index.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { freshAddress } from '../../support/operators.js'
import { startSystem, SYSTEM_ADMIN, type System, type SystemOptions } from '../../support/system.js'

export type Headers = Readonly<Record<string, string>>
export const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` })
export const OWN_PAGE: Headers = { 'x-huike-csrf': '1' }

type Options = SystemOptions & Readonly<{ keys?: ReadonlyMap<string, OpenApiCaller> }>

type Answer = Awaited<ReturnType<App['inject']>>

export type House = Readonly<{
  system: System
  /** The same parts as the listening server, to be asked without a network. */
  app: App
  /** One request; a payload is sent as JSON. */
  ask(method: string, url: string, options?: Asking): Promise<Answer>
  /** A session begun through the real route, as headers. */
  logIn(credentials?: Credentials): Promise<Headers>
  /** A staff member of WeCom, logged in through the sidebar. */
  staff(userid: string): Promise<Headers>
  /** The last request of such a log-in. */
  staffLogIn(userid: string): Promise<{ headers: Headers; payload: object }>
  close(): Promise<void>
}>
type Asking = Readonly<{ headers?: Headers; payload?: unknown }>
type Credentials = Readonly<{ username: string; password: string }>

/** The whole product behind its routes. `keys`: open API keys beside those of the configuration, by their value. */
export async function openHouse({ keys = new Map(), ...options }: Options): Promise<House> {
  const system = await startSystem(options)
  const parts = system.deps.app
  const app = await buildApp({
    ...parts,
    metrics: createMetrics(),
    pages: [],
    authenticators: {
      ...parts.authenticators,
      openApi: async (key) => keys.get(key) ?? (await parts.authenticators.openApi(key)),
    },
  })
  await app.ready()
  const ask: House['ask'] = async (method, url, { headers = {}, payload } = {}) =>
    await app.inject({
      method: method as 'GET',
      url,
      headers: { ...headers, ...(payload === undefined ? {} : JSON_TYPE) },
      ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
    })
  return {
    system,
    app,
    ask,
    async logIn(payload = SYSTEM_ADMIN) {
      const headers = { ...OWN_PAGE, 'x-forwarded-for': freshAddress() }
      return sessionOf(await ask('POST', '/api/session', { headers, payload }))
    },
    staffLogIn,
    async staff(userid) {
      return sessionOf(await ask('POST', '/api/sidebar/session', await staffLogIn(userid)))
    },
    async close() {
      await app.close()
      await system.stop()
    },
  }

  async function staffLogIn(userid: string) {
    const begun = await ask('GET', '/api/sidebar/login-url?redirect=/sidebar/')
    const state = new URL(begun.json<{ url: string }>().url).searchParams.get('state') ?? ''
    const given = await system.control.send('POST', '/staff/login', Code, { body: { userid } })
    const cookie = `huike_login_state=${state}`
    const headers = { ...OWN_PAGE, cookie, 'x-forwarded-for': freshAddress() }
    const payload = { code: given.body.code, state }
    return { headers, payload }
  }
}

const JSON_TYPE = { 'content-type': 'application/json' }
const Code = z.object({ code: z.string() })

function sessionOf(answer: Answer): Headers {
  const cookie = answer.cookies.find(({ name }) => name === 'huike_session')
  if (cookie === undefined) {
    throw new Error(`log-in answered ${answer.statusCode}: ${answer.body}`)
  }
  return { ...OWN_PAGE, cookie: `huike_session=${cookie.value}` }
}

/** Opens the house before the tests of the file and closes it after them. */
export function useHouse(options: Options): { readonly now: House } {
  let house: House | undefined
  beforeAll(async () => {
    house = await openHouse(options)
  }, START_MS)
  afterAll(async () => {
    await house?.close()
  }, START_MS)
  return {
    get now() {
      if (house === undefined) {
        throw new Error('the house is opened in beforeAll: use it inside tests and hooks')
      }
      return house
    },
  }
}

const START_MS = 120_000

/** The addresses of every declared route but the files of pages, as `METHOD /path`. */
export function declared({ app }: House): string[] {
  return app.declaredRoutes
    .filter(({ method, url }) => !method.includes('HEAD') && !url.startsWith('/docs'))
    .map(({ method, url }) => `${method} ${url}`)
}

/** Method and an address of this route; ids in it belong to nobody. */
export function addressOf(door: string): { method: string; url: string } {
  const [method = '', url = ''] = door.split(' ')
  return { method, url: url.replaceAll(/:\w+/g, 'x').replaceAll('*', 'x') }
}
