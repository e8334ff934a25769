import { tokenCache } from '../../../server/platform/tokens/index.js'
import { useDatabase } from '../../support/database.js'
import { eventually } from './eventually.js'

const database = useDatabase()
beforeEach(() => database.empty())

const cipher = {
  encrypt: (text: string) => `sealed:${Buffer.from(text).toString('base64')}`,
  decrypt(sealed: string) {
    if (!sealed.startsWith('sealed:')) {
      throw new Error('not our key')
    }
    return Buffer.from(sealed.slice(7), 'base64').toString()
  },
}

/** A platform that hands out t1, t2 … and counts; `held` keeps its answers back until released. */
function platform({ expiresInS = 7200 } = {}) {
  let count = 0
  let release: (() => void) | null = null
  let gate: Promise<void> = Promise.resolve()
  return {
    count: () => count,
    hold() {
      gate = new Promise((resolve) => {
        release = resolve
      })
    },
    release: () => release?.(),
    fetchFresh: async () => {
      count += 1
      const token = `t${count}`
      await gate
      return { token, expiresInS }
    },
  }
}

/** As many processes as there are caches: they share nothing but the database. */
const processes = (count: number) =>
  Array.from({ length: count }, () => tokenCache({ db: database.db, cipher }))

const stored = () => database.db.collection('platform_tokens').findOne({ _id: 'x' as never })

test('given many processes without a token, when all ask at once, then one fetches and all use it', async () => {
  const { fetchFresh, count } = platform()
  const asked = processes(8).flatMap((tokens) => [
    tokens.get('x', fetchFresh),
    tokens.get('x', fetchFresh),
  ])
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['t1']))
  expect(count()).toBe(1)
})

test('the token is stored encrypted, and the next process reads it', async () => {
  const { fetchFresh } = platform()
  const [first, second] = processes(2)
  await first?.get('x', fetchFresh)
  expect(JSON.stringify(await stored())).not.toContain('"t1"')
  expect((await stored())?.['token']).toBe(cipher.encrypt('t1'))
  expect(await second?.get('x', () => Promise.reject(new Error('not asked')))).toBe('t1')
})

test('names do not share tokens', async () => {
  const { fetchFresh } = platform()
  const [tokens] = processes(1)
  expect(await tokens?.get('x', fetchFresh)).toBe('t1')
  expect(await tokens?.get('y', fetchFresh)).toBe('t2')
})

// Guarantee: a token that the platform revoked is replaced once, however many calls found it out.
test('given a revoked token, when many processes report it, then one new token is fetched', async () => {
  const { fetchFresh, count } = platform()
  const all = processes(6)
  await Promise.all(all.map((tokens) => tokens.get('x', fetchFresh)))
  const replaced = all.map(async (tokens) => {
    await tokens.invalidate('x', 't1')
    return tokens.get('x', fetchFresh)
  })
  expect(new Set(await Promise.all(replaced))).toEqual(new Set(['t2']))
  expect(count()).toBe(2)
})

test('given a newer token, when the old one is reported late, then the newer one stays', async () => {
  const { fetchFresh, count } = platform()
  const [tokens] = processes(1)
  await tokens?.get('x', fetchFresh)
  await tokens?.invalidate('x', 't1')
  await tokens?.get('x', fetchFresh)
  await tokens?.invalidate('x', 't1')
  expect(await tokens?.get('x', fetchFresh)).toBe('t2')
  expect(count()).toBe(2)
})

test('given a process that died while fetching, when its lease has lapsed, then another one fetches', async () => {
  const dead = platform()
  dead.hold()
  const [first, second] = processes(2)
  void first?.get('x', dead.fetchFresh)
  await eventually(() => dead.count() === 1)
  const alive = platform()
  // the lease is the database's: make it lapse there instead of waiting for it
  const lapse = { $set: { refreshLeasedUntil: new Date(0) } }
  await database.db.collection('platform_tokens').updateOne({ _id: 'x' as never }, lapse)
  expect(await second?.get('x', alive.fetchFresh)).toBe('t1')
  // Guarantee: the one that was frozen past its lease changes nothing when it wakes up.
  const before = await stored()
  dead.release()
  await eventually(async () => (await first?.get('x', dead.fetchFresh)) === 't1')
  expect(await stored()).toEqual(before)
})

test('given a fetch that fails, then all who waited learn why, and the next call tries at once', async () => {
  const { fetchFresh } = platform()
  const [first, second] = processes(2)
  const failing = () => Promise.reject(new Error('bad secret'))
  await expect(first?.get('x', failing)).rejects.toThrow('bad secret')
  expect(await second?.get('x', fetchFresh)).toBe('t1')
})

test('given a token near its end, then one process fetches ahead while the others go on with it', async () => {
  const old = platform({ expiresInS: 120 })
  const [first, second, third] = processes(3)
  await first?.get('x', old.fetchFresh)
  const due = { $set: { refreshAt: new Date(0) } }
  await database.db.collection('platform_tokens').updateOne({ _id: 'x' as never }, due)
  const next = platform()
  next.hold()
  const ahead = second?.get('x', next.fetchFresh)
  await eventually(() => next.count() === 1)
  expect(await third?.get('x', next.fetchFresh)).toBe('t1')
  expect(next.count()).toBe(1)
  next.release()
  expect(await ahead).toBe('t1')
  const failing = processes(1)[0]
  await database.db.collection('platform_tokens').updateOne({ _id: 'x' as never }, due)
  const away = () => Promise.reject(new Error('away'))
  expect(await failing?.get('x', away)).toBe('t1') // still good, so the failure hurts nobody
})

test('given a token over its end, then it is not handed out any more', async () => {
  const { fetchFresh } = platform({ expiresInS: 20 }) // less than the margin that a call needs
  const [first, second] = processes(2)
  expect(await first?.get('x', fetchFresh)).toBe('t1')
  expect(await second?.get('x', platform().fetchFresh)).toBe('t1')
  expect((await stored())?.['expiresAt'].getTime()).toBeGreaterThan(Date.now() + 3_600_000)
})

test('given a token that our keys do not open, then a new one is fetched at once', async () => {
  const { fetchFresh } = platform()
  const [first, second] = processes(2)
  await first?.get('x', fetchFresh)
  const other = { $set: { token: 'sealed with a key that was rotated away' } }
  await database.db.collection('platform_tokens').updateOne({ _id: 'x' as never }, other)
  expect(await second?.get('x', fetchFresh)).toBe('t2')
})

test('a process looks again after a few seconds, not at each call', async () => {
  let monotonicMs = 0
  const tokens = tokenCache({ db: database.db, cipher, monotonicMs: () => monotonicMs })
  const { fetchFresh } = platform()
  expect(await tokens.get('x', fetchFresh)).toBe('t1')
  const replaced = { $set: { token: cipher.encrypt('t9') } }
  await database.db.collection('platform_tokens').updateOne({ _id: 'x' as never }, replaced)
  expect(await tokens.get('x', fetchFresh)).toBe('t1')
  monotonicMs += 3_000
  expect(await tokens.get('x', fetchFresh)).toBe('t9')
})
