import { startSystem, useSystem } from '../../support/system.js'
import { eventOf, httpOf } from './till.js'

const system = useSystem({ suffix: '_open_keys' })

// Guarantee: without a key of ours nobody reads or writes anything.
describe('keys', () => {
  const paths = ['/customers', '/customers/resolve?unionid=u', '/inbox/stats']

  test.each([
    ['no key', null, 'bearer-missing'],
    ['a wrong key', 'wrong', 'api-key-invalid'],
    ['an empty key', ' ', 'bearer-missing'],
  ])('with %s everything is 401', async (_what, key, code) => {
    const stranger = httpOf(system.now, key)
    for (const path of paths) {
      expect(await stranger.get(path)).toMatchObject({ status: 401, body: { code } })
    }
    const sent = await stranger.post('/events', { events: [eventOf()] })
    expect(sent).toMatchObject({ status: 401, body: { code } })
    expect(await stranger.post('/inbox/drain', '{}')).toMatchObject({ status: 401 })
  })

  test('a key is not taken for another by its beginning or its case', async () => {
    const { openApiKey } = system.now
    for (const key of [openApiKey.slice(0, -1), `${openApiKey}x`, openApiKey.toUpperCase()]) {
      expect((await httpOf(system.now, key).get('/inbox/stats')).status).toBe(401)
    }
  })
})

test('without any key in the configuration nobody gets in', async () => {
  const closed = await startSystem({ suffix: '_open_closed', environment: { OPEN_API_KEYS: '' } })
  try {
    for (const key of ['', 'undefined', 'null', closed.openApiKey]) {
      expect((await httpOf(closed, key).get('/inbox/stats')).status).toBe(401)
    }
  } finally {
    await closed.stop()
  }
}, 180_000)
