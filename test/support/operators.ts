import type { App, AppParts } from '../../server/app.js'
import {
  ALL_PERMISSIONS,
  auditRepository,
  auditService,
  operatorErrors,
  operatorsModule,
} from '../../server/modules/operators/index.js'
import type { Clock } from '../../server/platform/clock/index.js'
import { ok, refuse } from '../../server/platform/errors/index.js'
import { transactions, type Db } from '../../server/platform/mongo/index.js'
import { nobody, testApp } from './app.js'

export const ADMIN_PASSWORD = 'test-admin-password'
export const PUBLIC_URL = 'http://127.0.0.1:3000'

type Staff = Readonly<{ name: string; storeCodes: readonly string[] }>
type Options = Readonly<{
  clock: Clock
  /** WeCom's side: log-in code → userid, and who of them is active. */
  codes?: Readonly<Record<string, string>>
  staff?: Map<string, Staff>
  plugins?: AppParts['plugins']
  publicUrl?: string
}>

/** The application with the operators module, its first admin, and a WeCom of a few lines at its ports. */
export async function operatorsApp(db: Db, options: Options) {
  const { clock, codes = {}, staff, plugins = [], publicUrl = PUBLIC_URL } = options
  const audit = auditService({ entries: auditRepository(db), clock })
  const module = operatorsModule({
    db,
    inTransaction: transactions(db),
    audit,
    clock,
    secret: 'test-session-secret',
    publicUrl,
    sandboxUrl: null,
    brand: { brand: () => Promise.resolve({ name: '山野茶铺' }) },
    staffLogin: {
      staffOfLoginCode: (code) => {
        const userid = codes[code]
        if (userid === undefined) {
          return Promise.resolve(refuse('login-code-invalid'))
        }
        return Promise.resolve(ok(userid === '' ? { kind: 'outsider' } : { kind: 'staff', userid }))
      },
    },
    staffDirectory: { activeStaff: (userid) => Promise.resolve(staff?.get(userid) ?? null) },
    loginUrls: {
      inClient: ({ redirectUrl, state }) =>
        `http://wecom.test/authorize?${new URLSearchParams({ redirectUrl, state }).toString()}`,
    },
    jssdk: {
      agentConfigSignature: (url) =>
        Promise.resolve({
          corpId: 'ww1',
          agentId: '1',
          timestamp: 1,
          nonceStr: 'n',
          signature: `signed ${url}`,
        }),
    },
  })
  await module.operators.ensureFirstAdmin(ADMIN_PASSWORD)
  const app = await testApp({
    plugins: [...module.routes, ...plugins],
    errorTables: [operatorErrors],
    authenticators: { ...nobody, operator: (request) => module.authenticate(request) },
    permissions: ALL_PERMISSIONS,
  })
  return { app, audit, operators: module.operators }
}

type Credentials = Readonly<{ username: string; password: string; ip?: string }>

let address = 0

/** An address nobody has used yet: tests share one application, and its limits count by address. */
export function freshAddress(): string {
  address += 1
  return `10.0.${Math.floor(address / 250)}.${address % 250}`
}

export function postSession(app: App, { username, password, ip = freshAddress() }: Credentials) {
  const headers = { 'x-huike-csrf': '1', 'x-forwarded-for': ip }
  const payload = { username, password }
  return app.inject({ method: 'POST', url: '/api/session', headers, payload })
}

/** Headers of an operator who has logged in through the real route. */
export async function asOperator(
  app: App,
  credentials: Credentials = { username: 'admin', password: ADMIN_PASSWORD },
): Promise<{ cookie: string; 'x-huike-csrf': string }> {
  const answer = await postSession(app, credentials)
  const cookie = answer.cookies.find(({ name }) => name === 'huike_session')
  if (answer.statusCode !== 200 || cookie === undefined) {
    throw new Error(`log-in answered ${answer.statusCode}: ${answer.body}`)
  }
  return { cookie: `huike_session=${cookie.value}`, 'x-huike-csrf': '1' }
}
