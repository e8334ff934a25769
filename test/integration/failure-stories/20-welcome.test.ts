import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { useSystem } from '../../support/system.js'

const system = useSystem({ suffix: '_story_20' })

const WITHIN = { withinMs: 60_000 }
const PEOPLE = 12

const Tally = z.object({ tally: z.record(z.string(), z.object({ calls: z.int(), ok: z.int() })) })
const welcomes = () => system.now.deps.db.collection('welcomes')

async function scans(count: number) {
  const scanned = Array.from({ length: count }, async (_, n) => {
    const { personId, externalUserid } = await system.now.control.addPerson({ name: `客${n}` })
    const { welcomeCode } = await system.now.control.scan({ personId, userid: 'zhangsan' })
    return { externalUserid, welcomeCode: welcomeCode ?? 'none' }
  })
  return Promise.all(scanned)
}

const recorded = (people: readonly { externalUserid: string }[]) =>
  waitUntil(async () => {
    const externalUserid = { $in: people.map((one) => one.externalUserid) }
    const rows = await welcomes().find({ externalUserid }).toArray()
    expect(rows).toHaveLength(people.length)
    return rows
  }, WITHIN)

// Failure story 20. Guarantee: a welcome code is delivered at most once, in time, and what became of it is recorded.
test('failure story 20: each told three times, replies lost, another app in between: one message each', async () => {
  const wecom = { area: 'wecom', match: 'send_welcome_msg' }
  const faults = [
    { kind: 'duplicate', area: 'wecom', copies: 3, simultaneous: true, times: PEOPLE },
    { ...wecom, kind: 'errorAfter', cut: true, times: 3 },
    { ...wecom, kind: 'errcode', code: 41096, times: 3 },
    { ...wecom, kind: 'errorBefore', status: 502, times: 2 },
  ]
  for (const fault of faults) {
    await system.now.control.addFault(fault)
  }
  const people = await scans(PEOPLE)
  const rows = await recorded(people)
  await system.now.drain()

  for (const { externalUserid } of people) {
    const messages = await system.now.control.messages(externalUserid)
    expect(messages).toHaveLength(1)
    expect(messages[0]?.ageMs).toBeLessThan(20_000)
  }
  const states = rows.map(({ outcome }) => outcome as string)
  expect(states.filter((outcome) => !['sent', 'sent-or-chatting'].includes(outcome))).toEqual([])
  const path = '/requests/tally?api=send_welcome_msg&by=body.welcome_code'
  const { tally } = (await system.now.control.send('GET', path, Tally)).body
  for (const { welcomeCode } of people) {
    expect(tally[welcomeCode]?.calls).toBeGreaterThanOrEqual(1)
    expect(tally[welcomeCode]?.ok).toBeLessThanOrEqual(1)
  }
})

// Last, for it moves the clock of the file.
test('failure story 20: told after its 20 s nothing is sent, and that is recorded', async () => {
  await system.now.control.addFault({ kind: 'delay', area: 'wecom', ms: 25_000, times: 2 })
  const people = await scans(2)
  const body = { ms: 25_000 }
  await system.now.control.send('POST', '/clock/advance', z.unknown(), { body })
  const rows = await recorded(people)
  expect(rows.map(({ outcome }) => outcome as string)).toEqual(['expired', 'expired'])
  for (const { externalUserid } of people) {
    expect(await system.now.control.messages(externalUserid)).toHaveLength(0)
  }
})
