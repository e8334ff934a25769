import { z } from 'zod'
import { useSystem } from '../../support/system.js'
import { pairOf, STAFF, wecomPeople } from './wecom-people.js'

const system = useSystem({ suffix: '_remark_phones' })

const WITHIN = { withinMs: 60_000 }
const { settled, contact, edit } = wecomPeople(system)

const NOISE = ['0755-26661234', '', '老客户', '138****6021', '13800138000', '+1 415 555 0100']

async function sightingsOf(externalUserid: string) {
  const evidence = system.now.deps.db.collection('evidence')
  const found = await evidence
    .find({ kind: 'staff-remark', 'identifiers.key': { $regex: `:${externalUserid}$` } })
    .toArray()
  return found.map(({ actor, identifiers }) => ({
    actor: actor as string,
    phones: (identifiers as { key: string; strength: string }[]).filter(({ key }) =>
      key.startsWith('phone:'),
    ),
  }))
}

// identity.md 2: a remark is typed by staff. It is kept as a sighting of each number, joins nobody, and moves no fact.
test('phones in a remark become sightings by the staff member, one for each number', async () => {
  const [one, two] = [await contact('阿禾'), await contact('阿田')]
  await edit({ ...pairOf(one), remarkMobiles: [...NOISE, '139 1111 2222', '+86 13911113333'] })
  await edit({ ...pairOf(two), remarkMobiles: ['13911112222'] })
  await settled()

  const sightings = await sightingsOf(one.externalUserid)
  expect(sightings.map(({ actor }) => actor)).toEqual([STAFF, STAFF])
  expect(sightings.map(({ phones }) => phones.map(({ strength }) => strength))).toEqual([
    ['suggested'],
    ['suggested'],
  ])
  const open = system.now.openApi()
  const ids = [one, two].map(({ externalUserid }) =>
    open.resolve({ external_userid: externalUserid }),
  )
  expect(new Set(await Promise.all(ids)).size).toBe(2)
})

// Guarantee: a remark that merely stays is no new observation; evidence does not grow with every other edit.
test('the same remark read again adds no evidence', async () => {
  const who = await contact('阿满')
  await edit({ ...pairOf(who), remarkMobiles: ['13911114444'] })
  await settled()
  await edit({ ...pairOf(who), remark: '常客' })
  await settled()
  expect(await sightingsOf(who.externalUserid)).toHaveLength(1)
})

// wecom-operations.md 9: edits through other programs raise no callback.
test('a phone noted without a callback is found by the nightly pull', async () => {
  const who = await contact('阿夜')
  await settled()
  await system.now.control.addFault({ kind: 'drop', area: 'wecom', times: 1 })
  await edit({ ...pairOf(who), remarkMobiles: ['13911115555'] })
  await (await system.now.asOperator()).runJob('wecom.reconcile-contacts', WITHIN)
  await settled()
  expect(await sightingsOf(who.externalUserid)).toMatchObject([{ actor: STAFF }])
})

// Contradictory answers of the platform: nothing crashes and nothing is dead.
test('given more phones than anybody has, then five are kept', async () => {
  const who = await contact('很多号')
  const many = Array.from({ length: 30 }, (_, n) => `139222233${String(n).padStart(2, '0')}`)
  await edit({ ...pairOf(who), remarkMobiles: many })
  await settled()
  expect(await sightingsOf(who.externalUserid)).toHaveLength(5)
  const { dead } = await system.now.openApi().stats()
  expect(z.int().parse(dead)).toBe(0)
})
