import { newId, type Id } from '../../../server/platform/ids/index.js'
import { ALL_PERMISSIONS } from '../../../server/modules/operators/index.js'
import { CSRF_HEADER, type Authenticators } from '../../../server/platform/http/index.js'

/** The bearer of a till that may redeem vouchers, as source `pos-1`. */
export const TILL = 'till'
const till = { name: 'pos', scopes: ['vouchers:redeem'], trusted: false, sources: ['pos-1'] }

type Operator = Readonly<{ permissions?: readonly string[]; storeCodes?: readonly string[] | null }>

/** Callers of the routes under test, known by their header; log-in itself is tested where it lives. */
export function callersOf({ appid }: { appid: string }) {
  const operators = new Map<string, Operator & { operatorId: Id<'opr'> }>()
  const authenticators: Authenticators = {
    operator: (request) => {
      const operator = operators.get(request.headers['x-test-operator']?.toString() ?? '')
      return Promise.resolve(
        operator === undefined
          ? null
          : {
              operatorId: operator.operatorId,
              sessionId: newId('ses'),
              username: 'lin',
              name: '林店长',
              role: 'operator',
              permissions: operator.permissions ?? ALL_PERMISSIONS,
              storeCodes: operator.storeCodes ?? null,
            },
      )
    },
    customer: (openid) =>
      Promise.resolve(openid === 'nobody' ? null : { openid, appid, expiresAt: new Date(8e15) }),
    openApi: (key) => Promise.resolve(key === TILL ? till : null),
  }
  return {
    authenticators,
    asCustomer: (openid: string) => ({ authorization: `Bearer ${openid}` }),
    asOperator(operator: Operator = {}) {
      const token = newId('ses')
      operators.set(token, { ...operator, operatorId: newId('opr') })
      return { 'x-test-operator': token, [CSRF_HEADER]: '1' }
    },
  }
}
