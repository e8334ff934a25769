import { tokenCache, type TokenCache } from '../../../server/platform/tokens/index.js'
import type { WecomClient } from '../../../server/integrations/wecom/index.js'
import { useDatabase } from '../../support/database.js'
import { startOutside, type Outside } from './outside.js'

const plain = { encrypt: (text: string) => text, decrypt: (text: string) => text }

export type Person = { personId: string; externalUserid: string; unionid: string; name: string }

/** A company with two shops, two people of its staff and two customers. */
const COMPANY = {
  departments: [
    { id: 1, name: '山野茶铺', parentId: 0 },
    { id: 2, name: '春熙路店', parentId: 1 },
  ],
  staff: [
    { userid: 'lin', name: '林小满', departments: [1, 2], position: '店长' },
    { userid: 'zhou', name: '周青', departments: [2] },
  ],
  people: [
    { key: 'anna', name: '安娜', phone: '13800000001', unionidVisible: true },
    { key: 'bo', name: '阿波', unionidVisible: false },
  ],
  tags: [{ group: '口味', names: ['少糖', '热饮'] }],
  contacts: [
    { personKey: 'anna', userid: 'lin', createtime: 1_770_000_000, state: 's1', tags: ['少糖'] },
    { personKey: 'anna', userid: 'zhou', createtime: 1_770_000_100 },
    { personKey: 'bo', userid: 'lin', createtime: 1_770_000_200 },
  ],
}

/** Our client on a sandbox with that company; without tokens, faults and past requests before each test. */
export function useWecom() {
  const database = useDatabase()
  let parts: { outside: Outside; tokens: TokenCache; wecom: WecomClient } | undefined
  let outside: Outside | undefined
  beforeAll(async () => {
    outside = await startOutside()
    await outside.control('POST', '/world/seed', COMPANY)
  })
  afterAll(() => outside?.close())
  beforeEach(async () => {
    await database.empty()
    await outside?.control('PUT', '/faults', { faults: [] })
    await outside?.control('DELETE', '/requests')
    const tokens = tokenCache({ db: database.db, cipher: plain })
    parts = outside && { outside, tokens, wecom: outside.wecom(tokens) }
  })
  const opened = () => {
    if (parts === undefined) {
      throw new Error('the sandbox is started in beforeAll: use it inside tests and hooks')
    }
    return parts
  }
  return {
    get outside() {
      return opened().outside
    },
    get wecom() {
      return opened().wecom
    },
    get tokens() {
      return opened().tokens
    },
    get db() {
      return database.db
    },
    person: (key: string) => opened().outside.control<Person>('GET', `/people/${key}`),
    /** What the sandbox was asked for this API, newest first. */
    async requests(api: string) {
      const path = `/requests?area=wecom&api=${encodeURIComponent(api)}`
      const answer = await opened().outside.control<{
        requests: { body: unknown; query: object }[]
      }>('GET', path)
      return answer.requests
    },
  }
}
