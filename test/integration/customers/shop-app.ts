import type { App } from '../../../server/app.js'
import { customerErrors, rulesErrors } from '../../../server/modules/customers/index.js'
import type { Authenticators, OperatorCaller } from '../../../server/platform/http/index.js'
import { testApp } from '../../support/app.js'
import type { useShop } from './shop.js'

const SCOPES = ['customers:read', 'phones:read', 'events:write'] as const
const PERMISSIONS = [
  'customers.read',
  'customer-views.share',
  'phones.reveal',
  'blocked-values.read',
  'blocked-values.write',
  'customers.export',
  'identity.decide',
  'identity.rules',
] as const

const keys: Readonly<Record<string, readonly string[]>> = {
  reader: ['customers:read'],
  'phone-reader': ['customers:read', 'phones:read'],
  writer: ['events:write'],
}
const operators: Readonly<Record<string, readonly string[]>> = {
  manager: PERMISSIONS,
  looker: ['customers.read'],
}

/** The application with the routes of customers; callers are recognised by plain names. */
export async function shopApp(shop: ReturnType<typeof useShop>): Promise<App> {
  const authenticators: Authenticators = {
    operator: ({ cookies }) => Promise.resolve(operatorOf(cookies.huike_session)),
    customer: (token) => shop.shop().authenticate(token),
    openApi: (key) => {
      const scopes = keys[key]
      const caller = { name: key, trusted: true, sources: null }
      return Promise.resolve(scopes === undefined ? null : { ...caller, scopes })
    },
  }
  return await testApp({
    plugins: shop.shop().routes,
    errorTables: [customerErrors, rulesErrors],
    permissions: PERMISSIONS,
    scopes: SCOPES,
    authenticators,
  })
}

function operatorOf(session: string | undefined): OperatorCaller | null {
  const permissions = operators[session ?? '']
  const names = { username: 'chen', name: '陈店长', role: 'operator', storeCodes: null }
  return permissions === undefined
    ? null
    : { operatorId: 'opr_1', sessionId: 'ses_1', ...names, permissions }
}

export const withKey = (key: string) => ({ authorization: `Bearer ${key}` })
export const asOperator = (name: string) => ({
  cookie: `huike_session=${name}`,
  'x-huike-csrf': '1',
})
