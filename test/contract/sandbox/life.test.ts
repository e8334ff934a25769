import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  createSandbox,
  mintKeyRing,
  serverEnvironment,
  type KeyRing,
  type Sandbox,
  type SandboxOptions,
} from '../../../scripts/sandbox/index.js'
import { clients, type Json } from './support/clients.js'
import { payDesk, REFUNDS } from './support/pay-desk.js'
import { startReceiver, until, type Receiver } from './support/receiver.js'

let dataDir: string
let keys: KeyRing
let receiver: Receiver
const open: Sandbox[] = []

beforeAll(async () => {
  keys = await mintKeyRing()
})
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'sandbox-'))
  receiver = await startReceiver()
})
afterEach(async () => {
  await receiver.close()
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
  await rm(dataDir, { recursive: true })
})

async function started(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({ keys, ...options })
  open.push(sandbox)
  return sandbox
}

// Guarantee: a second start is the same WeChat: keys, people, relations, business time, retries.
test('given a data folder, when the sandbox starts again, then nothing is lost', async () => {
  const first = await started({ dataDir })
  const world = clients(first)
  const person = await world.person({ name: '留下' })
  await world.control('/scan', { personId: person.personId, userid: 'lisi' })
  await world.control('/clock/advance', { ms: 86_400_000 })
  const before = first.credentials
  await first.close()

  const second = await started({ dataDir })
  const again = clients(second)
  expect(second.credentials.WECOM_APP_SECRET).toBe(before.WECOM_APP_SECRET)
  expect(second.credentials.merchantCertPem).toBe(before.merchantCertPem)
  const contact = await again.wecom(`/externalcontact/get?external_userid=${person.externalUserid}`)
  expect(contact).toMatchObject({ errcode: 0, follow_user: [{ userid: 'lisi' }] })
  const { offsetMs } = await again.control<{ offsetMs: number }>('/clock')
  expect(offsetMs).toBe(86_400_000)
  const other = await again.person({ name: '新来' })
  expect(other.openid).not.toBe(person.openid)
})

test('given a callback with tries left, when the sandbox starts again, then it is delivered', async () => {
  receiver.answerWith(() => 'cut')
  const targets = { wecom: `${receiver.url}/wecom` }
  const first = await started({ dataDir, targets })
  const world = clients(first)
  const { personId } = await world.person()
  await world.control('/scan', { personId, userid: 'lisi' })
  await until('a first try', () => receiver.received.length === 1)
  await first.close()

  receiver.answerWith(() => ({ status: 200 }))
  const second = await started({ dataDir, targets })
  const again = clients(second)
  await again.control('/clock/advance', { ms: 10_000 })
  await until('idle', async () => (await again.control('/idle'))['idle'] === true)
  const { callbacks } = await again.control<{ callbacks: Json[] }>('/callbacks')
  expect(callbacks).toMatchObject([
    { state: 'delivered', attempts: [{ status: null }, { status: 200 }] },
  ])
})

test('given a data folder, then the key files are there for the owner alone, and the environment names them', async () => {
  const sandbox = await started({ dataDir })
  const environment = serverEnvironment(sandbox.credentials)
  for (const name of ['PAY_MERCHANT_CERT_FILE', 'PAY_PRIVATE_KEY_FILE', 'PAY_PUBLIC_KEY_FILE']) {
    const file = environment[name] ?? ''
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readFile(file, 'utf8')).toContain('-----BEGIN')
  }
  expect(Object.keys(environment).every((name) => name === name.toUpperCase())).toBe(true)
})

test('given an address that is not loopback, then it refuses to start', async () => {
  await expect(started({ host: '0.0.0.0' })).rejects.toThrow(/loopback only/)
})

test('given a taken port, then the error names it', async () => {
  const { port } = await started()
  await expect(started({ port })).rejects.toThrow(`port ${port} is taken`)
})

// Guarantee: no web page from elsewhere can rule this WeChat through the browser.
test('given a foreign Host or Origin, then 403', async () => {
  const sandbox = await started()
  const origin = { origin: 'https://evil.example' }
  const crossSite = await fetch(`${sandbox.url}/control/world`, { headers: origin })
  expect(crossSite.status).toBe(403)
  const rebound = await new Promise<number | undefined>((resolve) => {
    const options = {
      port: sandbox.port,
      path: '/control/credentials',
      headers: { host: 'a.example' },
    }
    http.get({ host: '127.0.0.1', ...options }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
  })
  expect(rebound).toBe(403)
})

// Guarantee: a demo world of 2,000 contacts loads at once, without events, and only once.
test('given a bulk load, when it comes twice, then it is there once, within two seconds', async () => {
  const sandbox = await started()
  const world = clients(sandbox)
  const people = Array.from({ length: 2_000 }, (_, index) => ({
    key: `p${index}`,
    name: `顾客${index}`,
    phone: `138${String(index).padStart(8, '0')}`,
  }))
  const load = {
    departments: [{ id: 1, name: '山野茶铺', parentId: 0 }],
    staff: [{ userid: 'store01', name: '店员', departments: [1] }],
    people,
    tags: [{ group: '来源', names: ['到店', '朋友'] }],
    contacts: people.map(({ key }, index) => ({
      personKey: key,
      userid: 'store01',
      createtime: 1_760_000_000 + index,
      tags: ['到店'],
      ...(index === 0 ? { state: 'st1' } : {}),
    })),
  }
  const startedAt = Date.now()
  const first = await world.control('/world/seed', load)
  expect(Date.now() - startedAt).toBeLessThan(2_000)
  expect(first).toMatchObject({ contacts: 2_000, unknown: 0 })
  expect(await world.control('/world/seed', load)).toEqual(first)
  const { callbacks } = await world.control<{ callbacks: Json[] }>('/callbacks')
  expect(callbacks).toEqual([])
  const page = await world.wecom('/externalcontact/batch/get_by_user', {
    userid_list: ['store01'],
    limit: 1,
  })
  expect(page['external_contact_list']).toMatchObject([
    { follow_info: { createtime: 1_760_000_000, state: 'st1', tag_id: [expect.any(String)] } },
  ])
})

test('given the same seed, then two sandboxes mint the same people', async () => {
  const [one, two] = await Promise.all([started({ seed: 5 }), started({ seed: 5 })])
  const people = await Promise.all([one, two].map((sandbox) => clients(sandbox).person()))
  expect(people[0]?.openid).toBe(people[1]?.openid)
})

test('given a clock, then it never goes back', async () => {
  const sandbox = await started()
  const world = clients(sandbox)
  expect(await world.control('/clock/advance', { ms: -1 })).toMatchObject({ error: 'bad-request' })
})

// Guarantee: what the platform will do by itself is not forgotten with the process.
test('given a refund under way and a second certificate, when the sandbox starts again, then the refund still ends and the certificate still signs', async () => {
  const first = await started({ dataDir })
  const before = payDesk(clients(first), receiver)
  await clients(first).control('/pay/refund-rules', { delayMs: 3_600_000 }, 'PUT')
  const order = await before.paid()
  const { value } = await before.refund(order, 1900)
  await clients(first).control('/pay/certificates/announce', {})
  await clients(first).control('/pay/certificates/switch', {})
  const { platformSerial } = first.credentials
  await first.close()

  const second = await started({ dataDir })
  expect(second.credentials.platformSerial).toBe(platformSerial)
  const world = clients(second)
  const path = `${REFUNDS}/${String(value['out_refund_no'])}`
  expect((await world.pay('GET', path)).value).toMatchObject({ status: 'PROCESSING' })
  await world.control('/clock/advance', { ms: 3_600_000 })
  await until(
    'the refund',
    async () => (await world.pay('GET', path)).value['status'] === 'SUCCESS',
  )
  const { availableFen } = await payDesk(world, receiver).balance()
  expect(availableFen).toBe(0)
})
