import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { useSystem } from '../../support/system.js'
import { pairOf, STAFF, wecomPeople } from './wecom-people.js'

const system = useSystem({ suffix: '_late_unionids' })

const WITHIN = { withinMs: 60_000 }
jest.setTimeout(180_000)
const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS
const JOB = 'wecom.late-unionids'
const anything = z.unknown()
const { settled, person, edit } = wecomPeople(system)

type Row = { _id: string; asks: number; askAt: Date; since: Date }
const rows = () => system.now.deps.db.collection<Row>('late_unionids')
/** One log-in for however many runs: guessing is limited, and a loop would be taken for it. */
async function asking(): Promise<() => Promise<unknown>> {
  const operator = await system.now.asOperator()
  return () => operator.runJob(JOB, WITHIN)
}
/** The server follows the sandbox's clock with a short delay: it is asked again until it has seen the time. */
async function askUntil(isAsked: () => Promise<void>): Promise<void> {
  const ask = await asking()
  await waitUntil(async () => {
    await ask()
    await isAsked()
  }, WITHIN)
}
const bind = (personId: string) =>
  system.now.control.send('POST', `/people/${personId}/bind-unionid`, anything, { body: {} })

/** How often WeCom answered about this one contact. A token that has lapsed costs a call without an answer. */
async function callsFor(externalUserid: string): Promise<number> {
  const path = '/requests/tally?api=externalcontact/get&by=query.external_userid'
  const shape = z.object({ tally: z.record(z.string(), z.object({ ok: z.int() })) })
  const { body } = await system.now.control.send('GET', path, shape)
  return body.tally[externalUserid]?.ok ?? 0
}

async function nameless(name: string) {
  const someone = await person(name, { unionidVisible: false })
  await system.now.control.scan({ personId: someone.personId, userid: STAFF })
  await settled()
  expect(await rows().findOne({ _id: someone.externalUserid })).toMatchObject({ asks: 0 })
  return { ...someone, userid: STAFF }
}

/** Business time goes on to this moment; answers what time it is then. */
async function reach(moment = new Date(0)): Promise<number> {
  const { nowMs } = await system.now.control.advanceClock(0)
  const missingMs = moment.getTime() + 1_000 - nowMs
  return (await system.now.control.advanceClock(Math.max(0, missingMs))).nowMs
}

const oneCustomer = async (externalUserid: string, unionid: string) => {
  const open = system.now.openApi()
  const customerId = await open.resolve({ external_userid: externalUserid })
  expect(customerId).toMatch(/^cus_/)
  expect(await open.resolve({ unionid })).toBe(customerId)
}

// identity.md 4. Guarantee: who has a unionid is never asked for again, however the unionid came.
test('given a unionid that a callback has brought, then no call is made for it', async () => {
  const [known] = [await person('有的')]
  await system.now.control.scan({ personId: known.personId, userid: STAFF })
  const late = await nameless('后来有')
  expect(await rows().findOne({ _id: known.externalUserid })).toBeNull()

  await bind(late.personId)
  await edit({ ...pairOf(late), remark: '绑定之后' })
  await settled()
  await oneCustomer(late.externalUserid, late.unionid)
  const before = [await callsFor(known.externalUserid), await callsFor(late.externalUserid)]
  await system.now.control.advanceClock(2 * HOUR_MS)
  await (
    await asking()
  )()
  expect([await callsFor(known.externalUserid), await callsFor(late.externalUserid)]).toEqual(
    before,
  )
  expect(await rows().findOne({ _id: late.externalUserid })).toBeNull()
})

// Binding an open-platform account raises no callback: the nightly pull sees it.
test('given a unionid that no callback told, then the nightly pull finds it', async () => {
  const late = await nameless('夜里有')
  const before = await callsFor(late.externalUserid)
  await bind(late.personId)
  await (await system.now.asOperator()).runJob('wecom.reconcile-contacts', WITHIN)
  await settled()
  await oneCustomer(late.externalUserid, late.unionid)
  await system.now.control.advanceClock(2 * HOUR_MS)
  await (
    await asking()
  )()
  expect(await callsFor(late.externalUserid)).toBe(before)
  expect(await rows().findOne({ _id: late.externalUserid })).toBeNull()
})

// Guarantee: one contact that WeCom refuses does not hold up the others.
test('given a contact that cannot be asked for, then it is left for later and the others are asked', async () => {
  const [bad, good] = [await nameless('问不到'), await nameless('问得到')]
  await bind(good.personId)
  const { nowMs } = await system.now.control.advanceClock(2 * HOUR_MS)
  // 40058 is no pause and no "not a contact": this one call fails, whoever is first
  await system.now.control.addFault({
    kind: 'errcode',
    code: 40058,
    area: 'wecom',
    match: 'externalcontact/get',
    times: 1,
  })
  const both = { _id: { $in: [good.externalUserid, bad.externalUserid] } }
  const due = { ...both, askAt: { $lte: new Date(nowMs) } }
  await askUntil(async () => expect(await rows().countDocuments(due)).toBe(0))
  expect(await rows().countDocuments(both)).toBeGreaterThan(0)
  await bind(bad.personId)
  await system.now.control.advanceClock(2 * HOUR_MS)
  await askUntil(async () => expect(await rows().countDocuments(both)).toBe(0))
  await settled()
  await oneCustomer(good.externalUserid, good.unionid)
  await oneCustomer(bad.externalUserid, bad.unionid)
})

// Guarantee: pauses grow, and after 90 days nobody asks any more. Last, for it moves the clock of the file.
test('given a unionid that never comes, then it is asked for less and less, and no more after 90 days', async () => {
  const { externalUserid } = await nameless('从来没有')
  const first = await rows().findOne({ _id: externalUserid })
  const atFirst = await callsFor(externalUserid)
  const pauses: number[] = []
  const ask = await asking()
  for (let row = first; row !== null;) {
    const { asks } = row
    const asked = await waitUntil(async () => {
      const askedMs = await reach((await rows().findOne({ _id: externalUserid }))?.askAt)
      await ask() // the server follows the sandbox's clock with a short delay
      const next = await rows().findOne({ _id: externalUserid })
      if (next?.asks === asks) {
        throw new Error('not asked yet')
      }
      return { next, askedMs }
    }, WITHIN)
    row = asked.next
    if (row !== null) {
      pauses.push(Math.round((row.askAt.getTime() - asked.askedMs) / HOUR_MS))
    }
  }
  expect(pauses.length).toBeGreaterThan(10)
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
  expect(pauses.at(-1)).toBe(7 * 24)
  const days = pauses.reduce((sum, hours) => sum + hours, 1) / 24
  expect(days).toBeGreaterThan(80)
  expect(days).toBeLessThanOrEqual(90)

  const asked = await callsFor(externalUserid)
  expect(asked - atFirst).toBe(pauses.length + 1)
  await system.now.control.advanceClock(30 * DAY_MS)
  await ask()
  expect(await callsFor(externalUserid)).toBe(asked)
})
