import { payKeys } from '../../../../server/integrations/wechat-pay/index.js'
import { mintKeyRing, type KeyRing } from '../../../../scripts/sandbox/keys/mint.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const MINUTE_MS = 60_000

let first: KeyRing
let second: KeyRing
beforeAll(async () => {
  const minted = await Promise.all([mintKeyRing(), mintKeyRing()])
  first = minted[0]
  second = minted[1]
})

const certificate = ({ platformSerial, platformCertPem }: KeyRing, expiresAt?: Date) => ({
  serial: platformSerial,
  pem: platformCertPem,
  effectiveAt: new Date('2026-01-01T00:00:00+08:00'),
  expiresAt: expiresAt ?? new Date('2031-01-01T00:00:00+08:00'),
})

function store(rings: () => readonly KeyRing[], publicKey?: { id: string; pem: string }) {
  let downloads = 0
  let monotonicMs = 0
  const keys = payKeys({
    clock: { now: () => now },
    monotonicMs: () => monotonicMs,
    download: () => {
      downloads += 1
      return Promise.resolve().then(() => rings().map((ring) => certificate(ring)))
    },
    ...(publicKey && { publicKey }),
  })
  return {
    keys,
    downloads: () => downloads,
    pass: (ms: number) => {
      monotonicMs += ms
    },
  }
}

test('certificates are fetched once, at the first need, by many at once', async () => {
  const { keys, downloads } = store(() => [first])
  const found = await Promise.all(Array.from({ length: 20 }, () => keys.find(first.platformSerial)))
  expect(found.every((key) => key !== null)).toBe(true)
  expect(downloads()).toBe(1)
  expect(await keys.find(first.platformSerial.toLowerCase())).not.toBeNull()
  expect(keys.preferredSerial()).toBe(first.platformSerial)
})

// Guarantee: whoever sends us serials cannot make us call WeChat Pay more than once a minute.
test('an unknown serial is refused from memory', async () => {
  const { keys, downloads, pass } = store(() => [first])
  await keys.find(first.platformSerial)
  for (let i = 0; i < 50; i += 1) {
    expect(await keys.find(`5${i.toString().padStart(39, '0')}`)).toBeNull()
  }
  expect(await keys.find('../../etc')).toBeNull()
  expect(downloads()).toBe(1)
  pass(MINUTE_MS)
  expect(await keys.find(second.platformSerial)).toBeNull()
  expect(await keys.find(second.platformSerial)).toBeNull()
  expect(downloads()).toBe(2)
})

test('after a rotation old and new certificate are known, later only the new one', async () => {
  let rings = [first]
  const { keys, pass } = store(() => rings)
  await keys.find(first.platformSerial)
  rings = [first, second]
  pass(MINUTE_MS)
  expect(await keys.find(second.platformSerial)).not.toBeNull()
  expect(await keys.find(first.platformSerial)).not.toBeNull()
  rings = [second]
  pass(12 * 60 * MINUTE_MS)
  expect(await keys.find(second.platformSerial)).not.toBeNull()
  expect(await keys.find(first.platformSerial)).toBeNull()
})

test('while WeChat Pay is away an old certificate still counts, and nobody is judged without any', async () => {
  let away = true
  const { keys, downloads, pass } = store(() => {
    if (away) {
      throw new Error('away')
    }
    return [first]
  })
  await expect(keys.find(first.platformSerial)).rejects.toThrow('away')
  expect(await keys.find(first.platformSerial)).toBeNull()
  expect(downloads()).toBe(1)
  away = false
  pass(MINUTE_MS)
  expect(await keys.find(first.platformSerial)).not.toBeNull()
  away = true
  pass(13 * 60 * MINUTE_MS)
  expect(await keys.find(first.platformSerial)).not.toBeNull()
})

test('an expired certificate is not used', async () => {
  const keys = payKeys({
    clock: { now: () => now },
    download: () => Promise.resolve([certificate(first, now)]),
  })
  expect(await keys.find(first.platformSerial)).toBeNull()
})

describe('in public-key mode', () => {
  const publicKeyOf = ({ publicKeyId, publicKeyPem }: KeyRing) => ({
    id: publicKeyId,
    pem: publicKeyPem,
  })

  test('our key id is known without a download, another one is not', async () => {
    const { keys, downloads } = store(() => [], publicKeyOf(first))
    expect(await keys.find(first.publicKeyId)).not.toBeNull()
    expect(await keys.find(second.publicKeyId)).toBeNull()
    expect(keys.preferredSerial()).toBe(first.publicKeyId)
    expect(downloads()).toBe(0)
  })

  test('a certificate that still arrives during the switch is looked up', async () => {
    const { keys } = store(() => [first], publicKeyOf(first))
    expect(await keys.find(first.platformSerial)).not.toBeNull()
  })

  test('when no certificate can be fetched its serial is unknown, not an error', async () => {
    const { keys } = store(() => {
      throw new Error('away')
    }, publicKeyOf(first))
    expect(await keys.find(first.platformSerial)).toBeNull()
  })
})
