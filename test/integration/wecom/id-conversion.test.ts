import { z } from 'zod'
import { useSystem } from '../../support/system.js'
import { STAFF, wecomPeople } from './wecom-people.js'

const system = useSystem({ suffix: '_id_conversion' })
jest.setTimeout(180_000)

const API = 'idconvert/unionid_to_external_userid'
const anything = z.unknown()
const { settled, person } = wecomPeople(system)
const right = () => system.now.deps.db.collection<{ _id: string }>('platform_rights')
const callsMade = async () => (await system.now.control.calls(API)).length
const may = (on: boolean) =>
  system.now.control.send('PUT', '/id-conversion', anything, { body: { on } })
const Health = z.object({
  platforms: z.array(z.object({ platform: z.string(), off: z.array(z.string()) })),
  findings: z.array(z.object({ kind: z.string() })),
})
const health = async () =>
  (await (await system.now.asOperator()).send('GET', '/api/health', Health)).body

/** A contact whom we have not heard of: the callback was lost. */
async function unheardContact(name: string) {
  const who = await person(name)
  await system.now.control.addFault({ kind: 'drop', area: 'wecom', times: 1 })
  await system.now.control.scan({ personId: who.personId, userid: STAFF })
  return who
}

// identity.md 4. Guarantee: where the app may not convert, that is found out once, shown, and no alarm.
test('an app without the right tries once and is never asked again', async () => {
  const who = await unheardContact('先来的')
  await system.now.asCustomer(who.personId)
  await settled()
  expect(await callsMade()).toBe(1)
  expect(await right().findOne({})).toMatchObject({ _id: 'wecom.id-conversion', state: 'off' })

  await system.now.asCustomer((await person('后到的')).personId)
  await settled()
  expect(await callsMade()).toBe(1)
  const { platforms, findings } = await health()
  expect(platforms.find(({ platform }) => platform === 'wecom')?.off).toEqual(['编号换算'])
  expect(findings.map(({ kind }) => kind)).not.toContain('platform-refuses:wecom')
  // without it nobody knows that they are a contact, until WeCom tells
  expect(await system.now.openApi().resolve({ external_userid: who.externalUserid })).toBeNull()
})

test('an app with the right finds the contact at log-in, proved; one that is known is not asked for', async () => {
  await right().deleteMany({})
  await may(true)
  const before = await callsMade()
  const who = await unheardContact('有权限的')
  await system.now.asCustomer(who.personId)
  await settled()
  expect(await callsMade()).toBe(before + 1)
  const open = system.now.openApi()
  const customerId = await open.resolve({ external_userid: who.externalUserid })
  expect(await open.resolve({ unionid: who.unionid })).toBe(customerId)
  const evidence = system.now.deps.db.collection('evidence')
  const [found] = await evidence.find({ kind: 'id-converted' }).toArray()
  const strengths = (found?.identifiers as { strength: string }[]).map(({ strength }) => strength)
  expect(strengths).toEqual(['proved', 'proved'])

  await system.now.asCustomer(who.personId)
  await settled()
  expect(await callsMade()).toBe(before + 1)
})

// Guarantee: a log-in does not depend on it.
test('given WeCom out of reach, then the log-in is worked all the same', async () => {
  await system.now.control.addFault({ kind: 'errorBefore', area: 'wecom', match: API, times: 3 })
  const who = await person('照样登录')
  await system.now.asCustomer(who.personId)
  await settled()
  expect(await system.now.openApi().resolve({ unionid: who.unionid })).toMatch(/^cus_/)
  expect((await system.now.openApi().stats()).dead).toBe(0)
})
