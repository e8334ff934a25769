import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { sellVouchers } from '../../support/voucher-sale.js'
import { SEALED_PLACES } from '../../../server/composition/sealed-places.js'
import { keyUse, QUIET_MS } from '../../../server/platform/key-rotation/key-use.js'
import { rotateKeysJob } from '../../../server/platform/key-rotation/rotate-keys.job.js'
import { piiCipher } from '../../../server/platform/crypto/index.js'
import { Health } from '../../../server/modules/insights/health/health.contract.js'
import { composeDeps } from '../../../server/deps.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { silentLog } from '../../support/app.js'
import { startSystem, type System, type SystemOptions } from '../../support/system.js'
import { playVisit } from '../../support/visit.js'
import { eventOf, newSource } from '../open-api/till.js'

// Guarantee: after the rotation nothing anywhere needs the old key, whatever was killed or written meanwhile; before it
// nobody can start without that key.

const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
const [K1, K2] = [key('k1', 1), key('k2', 2)]
const suffix = '_key_rotation'
const START_MS = 60_000
const start = (keys: string, options: SystemOptions = {}) =>
  startSystem({ suffix, keepData: true, ...options, environment: { PII_KEYS: keys } })

type Sealed = Readonly<{ where: string; id: string; value: string }>
const isSealed = (text: string, keyId: string) => new RegExp(`^${keyId}\\.[\\w-]{38,}$`).test(text)

/** Every string below a value with the way to it; array positions are left out. */
function strings(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === 'string') {
    return [{ path, text: value }]
  }
  if (value === null || typeof value !== 'object' || value instanceof Date) {
    return []
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    strings(inner, Array.isArray(value) ? path : [path, name].filter(Boolean).join('.')),
  )
}

/** Values sealed under a key in any field of any collection. */
async function sealedUnder(system: System, keyId: string): Promise<Sealed[]> {
  const collections = (await system.deps.db.db?.collections()) ?? []
  const found = await Promise.all(
    collections.map(async (collection) =>
      (await collection.find().toArray()).flatMap(({ _id, ...fields }) =>
        strings(fields, '')
          .filter(({ text }) => isSealed(text, keyId))
          .map(({ path, text: value }) => ({
            where: `${collection.collectionName}.${path}`,
            id: String(_id),
            value,
          })),
      ),
    ),
  )
  return found.flat()
}
const places = (sealed: readonly Sealed[]) => [...new Set(sealed.map(({ where }) => where))].sort()

const PHONE = '13787650021'
const BLOCKED = '13787650099'
let customerId: string
let system: System
afterEach(() => system.stop())

async function rotate(batch?: number, halt: () => boolean = () => false) {
  const { db } = system.deps
  const keyIds = [...system.config.secrets.piiKeys.keys()]
  const keys = keyUse({ db, keyIds })
  const cipher = piiCipher(system.config.secrets.piiKeys)
  const job = rotateKeysJob({ db, cipher, keys, places: SEALED_PLACES, batch })
  let cursor: string | null = null
  let saves = 0
  const context = (from: string | null) => ({
    cursor: from,
    isStopping: () => false,
    saveCursor: (next: string | null) => {
      cursor = next
      saves += 1
      return halt() ? Promise.reject(new Error('killed')) : Promise.resolve()
    },
  })
  return {
    run: (from: string | null = null) => job.run(context(from)),
    cursor: () => cursor,
    saves: () => saves,
  }
}
/** Processes have encrypted with this key, and fell silent long ago. */
const silence = (keyId: string) =>
  system.deps.db
    .collection<{ _id: string }>('platform_keys')
    .updateOne(
      { _id: keyId },
      { $set: { encryptingAt: new Date(Date.now() - 2 * QUIET_MS) }, $unset: { clearedAt: '' } },
    )
/** What operators leave behind: a number of the shop on the list of values that are nobody's, and a member list. */
async function blockAndImport({ asOperator, url }: System): Promise<void> {
  const console = await asOperator()
  const body = { type: 'phone', value: BLOCKED, reason: 'store-phone', note: '' }
  await console.send('POST', '/api/identity/blocked', z.unknown(), { body, accept: [201] })
  const form = new FormData()
  form.append('file', new Blob([`会员号,手机\nC1,${PHONE}\n`]), 'm.csv')
  const headers = console.headers()
  const uploaded = await fetch(`${url}/api/imports?kind=members`, {
    ...{ method: 'POST', headers, body: form },
  })
  const { importId } = z.object({ importId: z.string() }).parse(await uploaded.json())
  const mapping = { memberNo: 0, phone: 1 }
  const how = { mapping, source: 'crm', isTrusted: true, phonesVerified: false }
  await console.send('POST', `/api/imports/${importId}/check`, z.unknown(), { body: how })
  await waitUntil(
    async () => {
      const View = z.object({ status: z.literal('checked') })
      await console.send('GET', `/api/imports/${importId}`, View)
    },
    { withinMs: 60_000 },
  )
}
/** A fact that waits for the blocked number, with one in clear beside it, and a code sent to a phone. */
async function askAboutBlocked({ deps, asOperator, openApi, drain }: System): Promise<void> {
  const source = newSource()
  const identifiers = { phone: BLOCKED, phoneVerified: true }
  await openApi().sendEvents([eventOf({ source, identifiers })])
  await drain()
  const relation = await deps.db.collection('relations').findOne({ state: 'active' })
  const { externalUserid } = z.object({ externalUserid: z.string() }).parse(relation)
  const body = { externalUserid, phone: PHONE }
  const console = await asOperator()
  await console.send('POST', '/api/sidebar/phone-checks', z.unknown(), { body, accept: [201] })
}
/** An order with an address; nobody pays it. */
async function orderToBeSent({ asOperator, asCustomer, control }: System): Promise<void> {
  await (await asOperator()).send('PUT', '/api/delivery-fee', z.unknown(), { body: { feeFen: 0 } })
  const shop = await asCustomer((await control.addPerson({ name: '小满' })).personId)
  const { items: shelf } = await shop.products()
  const [sku] = shelf.find(({ category }) => category === '奶茶')?.skus ?? []
  const address = { name: '小满', phone: PHONE, region: '广东省深圳市', detail: '科苑路 1 号' }
  const items = [{ skuId: sku?.skuId ?? 'none', qty: 1 }]
  await shop.placeOrder({ items, address, totalFen: sku?.priceFen ?? 0 })
}
const health = async () =>
  (await (await system.asOperator()).send('GET', '/api/health', Health)).body

test(
  'the list of sealed places is all that a visit seals',
  async () => {
    system = await start(K1, { keepData: false })
    await playVisit(system)
    await sellVouchers(system)
    const source = newSource()
    const identifiers = { phone: PHONE, phoneVerified: true, memberNo: `M-${source}` }
    await system.openApi().sendEvents([eventOf({ source, identifiers })])
    await system.drain()
    customerId = (await system.openApi().resolve({ phone: PHONE })) ?? 'nobody'
    await blockAndImport(system)
    await askAboutBlocked(system)
    await orderToBeSent(system)
    const listed = SEALED_PLACES.map(({ collection, list, field }) =>
      [collection, list, field].filter(Boolean).join('.'),
    ).sort()
    expect(places(await sealedUnder(system, 'k1'))).toEqual(listed)
    expect((await health()).findings).toEqual([])
  },
  START_MS,
)

test(
  'a start without the key of what is stored is refused and names it',
  async () => {
    const { config } = system // of the system that has stopped
    const piiKeys = new Map([['k2', Buffer.alloc(32, 2)]])
    const without = { ...config, secrets: { ...config.secrets, piiKeys } }
    const parts = { log: silentLog(), metrics: createMetrics() }
    await expect(composeDeps(without, parts)).rejects.toMatchObject({
      code: 'pii-key-missing',
      detail: expect.stringMatching(/PII_KEYS: lacks k1,/) as string,
    })
    system = await start(`${K2},${K1}`)
    expect((await health()).findings).toMatchObject([{ kind: 'key-needed:k1', area: 'keys' }])
  },
  START_MS,
)

test(
  'a round that is killed again and again comes to its end, and what others write meanwhile stays',
  async () => {
    system = await start(`${K2},${K1}`)
    const before = await sealedUnder(system, 'k1')
    const cipher = piiCipher(system.config.secrets.piiKeys)
    const plain = new Map(before.map(({ where, id, value }) => [where + id, cipher.decrypt(value)]))
    // a value that changes between the read of a batch and its write
    const rows = system.deps.db.collection<{ _id: string; sealed: string }>('outbox')
    const [contested] = before.filter(({ where }) => where === 'outbox.sealed')
    await silence('k1')

    let cursor: string | null = null
    let kills = 0
    for (let attempt = 1; ; attempt += 1) {
      let saves = 0
      const round = await rotate(3, () => (saves += 1) === 2 && attempt < 20)
      const ended = await round.run(cursor).then(
        () => true,
        () => false,
      )
      cursor = round.cursor()
      if (ended) {
        break
      }
      kills += 1
    }
    expect(kills).toBeGreaterThan(3)
    expect(await sealedUnder(system, 'k1')).toEqual([])
    const after = await sealedUnder(system, 'k2')
    for (const { where, id, value } of after) {
      const known = plain.get(where + id)
      if (known !== undefined) {
        expect(cipher.decrypt(value)).toBe(known)
      }
    }
    expect(after.length).toBeGreaterThanOrEqual(before.length)
    expect(contested).toBeDefined()
    expect(await rows.countDocuments({ sealed: /^k1\./ })).toBe(0)
    expect((await health()).findings).toMatchObject([{ kind: 'key-spare:k1' }])
    // found by the blind index, and readable
    expect(await system.openApi().resolve({ phone: PHONE })).toBe(customerId)
  },
  START_MS,
)

test(
  'without the old key everything opens as before',
  async () => {
    system = await start(K2)
    expect((await health()).findings).toEqual([])
    const { identifiers } = (await system.openApi().customer(customerId)) ?? { identifiers: [] }
    expect(identifiers).toContainEqual(expect.objectContaining({ type: 'phone', value: PHONE }))
  },
  START_MS,
)

test(
  'a key that a process still encrypts with is not given up, though nothing is left under it',
  async () => {
    system = await start(`${K1},${K2}`) // somebody goes back
    expect((await health()).findings).toMatchObject([{ kind: 'key-needed:k2' }])
    const round = await rotate()
    expect(await round.run()).toContain('k2 还要留着') // it encrypted a moment ago
    await silence('k2')
    expect(await (await rotate()).run()).toContain('k2 可以从 PII_KEYS 里去掉')
  },
  START_MS,
)

test(
  'a value that somebody writes anew while the job holds the old one is not overwritten',
  async () => {
    system = await start(`${K2},${K1}`)
    await silence('k1')
    const rows = system.deps.db.collection<{ _id: string; sealed: string }>('outbox')
    const cipher = piiCipher(system.config.secrets.piiKeys)
    const old = piiCipher(new Map([['k1', Buffer.alloc(32, 1)]]))
    await rows.insertOne({ _id: 'evt_race:nobody', sealed: old.encrypt('before') })
    const collection = system.deps.db.collection.bind(system.deps.db)
    const racing = Object.assign(Object.create(system.deps.db) as typeof system.deps.db, {
      collection: (name: string) => {
        const real = collection(name)
        if (name !== 'outbox') {
          return real
        }
        return Object.assign(Object.create(real) as typeof real, {
          find: real.find.bind(real),
          countDocuments: real.countDocuments.bind(real),
          async bulkWrite(...args: Parameters<typeof real.bulkWrite>) {
            await rows.updateOne(
              { _id: 'evt_race:nobody' },
              { $set: { sealed: cipher.encrypt('after') } },
            )
            return real.bulkWrite(...args)
          },
        })
      },
    })
    const keys = keyUse({ db: system.deps.db, keyIds: ['k2', 'k1'] })
    const job = rotateKeysJob({ db: racing, cipher, keys, places: SEALED_PLACES })
    await job.run({
      cursor: null,
      isStopping: () => false,
      saveCursor: () => Promise.resolve(),
    })
    const row = await rows.findOne({ _id: 'evt_race:nobody' })
    expect(cipher.decrypt(row?.sealed ?? '')).toBe('after')
    await rows.deleteOne({ _id: 'evt_race:nobody' })

    // what does not open is left as it is, and nobody is told that its key may go
    const damaged = `k1.${'x'.repeat(60)}`
    await rows.insertOne({ _id: 'evt_damaged:nobody', sealed: damaged })
    await silence('k1')
    expect(await (await rotate()).run()).toMatch(/1 条打不开.*k1 还要留着/)
    expect(await rows.findOne({ _id: 'evt_damaged:nobody' })).toMatchObject({ sealed: damaged })
    const finding = (await health()).findings.find(({ kind }) => kind === 'key-needed:k1')
    expect(finding?.what).toBe('旧密钥 k1 下还有 1 条数据')
    await rows.deleteOne({ _id: 'evt_damaged:nobody' })
  },
  START_MS,
)
