import { z } from 'zod'
import { fresh, json, post, type Deeds } from './deed.js'

const newOperator = () => ({
  username: `u-${fresh()}`,
  name: '林',
  role: 'operator',
  password: 'a-long-password',
})
const newApiKey = () => ({ name: `till-${fresh()}`, scopes: ['events:write'] })

/** Who works here and what opens the doors: sessions, operators, keys. */
export const ACCOUNTS_DEEDS: Deeds = {
  'POST /api/session': {
    ...{ action: 'operator.log-in', subject: 'operator', tells: 'act' },
    prepare: () => json('/api/session', { username: 'admin', password: 'test-admin-password' }),
  },
  'POST /api/sidebar/session': {
    ...{ action: 'operator.log-in', subject: 'operator', tells: 'act' },
    prepare: async ({ staffLogIn }) => {
      const { headers, payload } = await staffLogIn('zhangsan')
      return json('/api/sidebar/session', payload, { headers })
    },
  },
  'DELETE /api/session': {
    ...{ action: 'operator.log-out', subject: 'operator', tells: 'act' },
    prepare: async ({ logIn }) => ({ url: '/api/session', headers: await logIn() }),
  },
  'POST /api/operators': {
    ...{ action: 'operator.create', subject: 'operator', tells: 'new' },
    prepare: () => json('/api/operators', newOperator()),
  },
  'PATCH /api/operators/:operatorId': {
    ...{ action: 'operator.update', subject: 'operator', tells: 'change' },
    prepare: async (house, admin) => {
      const Made = z.object({ operatorId: z.string() })
      const { operatorId } = await post(house, admin, json('/api/operators', newOperator()), Made)
      const change = { password: 'another-password' }
      return json(`/api/operators/${operatorId}`, change, { subjectId: operatorId })
    },
  },
  'POST /api/api-keys': {
    ...{ action: 'api-key.make', subject: 'api-key', tells: 'new' },
    prepare: () => json('/api/api-keys', newApiKey()),
  },
  'POST /api/api-keys/:apiKeyId/revoke': {
    ...{ action: 'api-key.revoke', subject: 'api-key', tells: 'change' },
    prepare: async (house, admin) => {
      const Made = z.object({ apiKeyId: z.string() })
      const { apiKeyId } = await post(house, admin, json('/api/api-keys', newApiKey()), Made)
      return { url: `/api/api-keys/${apiKeyId}/revoke`, subjectId: apiKeyId }
    },
  },
}
