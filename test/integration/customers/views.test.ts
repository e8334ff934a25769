import { z } from 'zod'
import { SavedView, SavedViews } from '../../../server/modules/customers/views/views.contract.js'
import type { ConsoleClient } from '../../../scripts/clients/console-client.js'
import { useSystem } from '../../support/system.js'

// Guarantee: everybody keeps their own filters under a name; what is shared is seen by all and changed by its owner only.

const system = useSystem({ suffix: '_views' })
jest.setTimeout(180_000)
const BASE = '/api/customer-views'
const PASSWORD = 'a-long-password'

let [admin, lin, looker]: ConsoleClient[] = []
beforeAll(async () => {
  admin = await system.now.asOperator()
  const join = async (username: string, role: string) => {
    const body = { username, name: username, role, password: PASSWORD }
    await admin?.send('POST', '/api/operators', z.unknown(), { body })
    return system.now.asOperator({ username, password: PASSWORD })
  }
  lin = await join('lin', 'operator')
  looker = await join('looker', 'read-only')
})
const who = (client: ConsoleClient | undefined): ConsoleClient => {
  if (client === undefined) {
    throw new Error('everybody logs in first')
  }
  return client
}
const save = async (client: ConsoleClient | undefined, name: string, filter: object = {}) =>
  (await who(client).send('POST', BASE, SavedView, { body: { name, filter } })).body
const listed = async (client: ConsoleClient | undefined) =>
  (await who(client).send('GET', BASE, SavedViews)).body.items
const named = async (client: ConsoleClient | undefined) =>
  (await listed(client)).map(({ name }) => name)
const ANY = [200, 201, 204, 400, 403, 404, 409]
const ask = async (
  client: ConsoleClient | undefined,
  ...[method, url, body]: [Parameters<ConsoleClient['send']>[0], string, object?]
) => (await who(client).send(method, url, z.unknown(), { body, accept: ANY })).body

test('saves, renames, changes and deletes one’s own', async () => {
  const filter = { ordered: 'yes', minNetFen: 10_000, tag: '少糖', paidFrom: '2026-01-01' }
  const { viewId } = await save(lin, '常客', filter)
  expect(await listed(lin)).toMatchObject([{ viewId, filter, isOwn: true, isShared: false }])
  expect(await named(admin)).toEqual([])

  expect(await ask(lin, 'POST', BASE, { name: '常客', filter })).toMatchObject({
    code: 'view-name-taken',
  })
  const url = `${BASE}/${viewId}`
  await ask(lin, 'PATCH', url, { name: '老客', filter: { ordered: 'no' } })
  expect(await listed(lin)).toMatchObject([{ name: '老客', filter: { ordered: 'no' } }])
  await ask(lin, 'DELETE', url)
  expect(await named(lin)).toEqual([])
  expect(await ask(lin, 'DELETE', url)).toMatchObject({ code: 'view-not-found' })
})

test('keeps no text that was searched: it may be somebody’s phone', async () => {
  const body = { name: '一个人', filter: { search: '13912346021' } }
  expect(await ask(lin, 'POST', BASE, body)).toMatchObject({ code: 'request-invalid' })
})

test('shares with all by permission; others see it and leave it as it is', async () => {
  const { viewId } = await save(lin, '快流失', { paidTo: '2026-01-01', ordered: 'yes' })
  const own = await save(looker, '我的', {})
  const sharing = { isShared: true }
  expect(await ask(looker, 'PUT', `${BASE}/${own.viewId}/sharing`, sharing)).toMatchObject({
    code: 'not-allowed',
  })
  await ask(lin, 'PUT', `${BASE}/${viewId}/sharing`, sharing)
  expect(await listed(looker)).toMatchObject([
    { name: '我的', isOwn: true },
    { name: '快流失', isOwn: false, isShared: true, ownerName: 'lin' },
  ])
  const url = `${BASE}/${viewId}`
  expect(await ask(looker, 'PATCH', url, { name: '改' })).toMatchObject({ code: 'view-not-found' })
  expect(await ask(admin, 'DELETE', url)).toMatchObject({ code: 'view-not-found' })
  // whoever may share may also take back what somebody shared
  await ask(admin, 'PUT', `${BASE}/${viewId}/sharing`, { isShared: false })
  expect(await named(looker)).toEqual(['我的'])
  expect(await named(lin)).toEqual(['快流失'])
})

test('ten saves at once keep ten views', async () => {
  const names = Array.from({ length: 10 }, (_, n) => `同时 ${n}`)
  await Promise.all(names.map((name) => save(admin, name)))
  expect((await named(admin)).sort()).toEqual(names)
})
