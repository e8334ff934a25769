import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { useSystem } from '../../support/system.js'

// The process that takes the callbacks works nothing (role api): what it stored is left as after a kill. `tick` is the
// process that comes after it.
const system = useSystem({ suffix: '_restart', environment: { ROLE: 'api' } })

const WITHIN = { withinMs: 60_000 }
const Signed = z.object({ timestamp: z.number() })

async function storedAndKilled(): Promise<string> {
  const { control, deps } = system.now
  const { personId, externalUserid } = await control.addPerson({ name: '小满' })
  await control.scan({ personId, userid: 'zhangsan' })
  await waitUntil(async () => {
    const partitionKey = { $regex: `:${externalUserid}$` }
    if ((await deps.db.collection('inbox').countDocuments({ partitionKey })) === 0) {
      throw new Error('the callback has not been stored')
    }
  }, WITHIN)
  return externalUserid
}

/** Business time passes, and the server has seen it: its signatures carry the new time. */
async function pass(ms: number): Promise<void> {
  const { nowMs } = await system.now.control.advanceClock(ms)
  const console = await system.now.asOperator()
  await waitUntil(async () => {
    const path = `/api/sidebar/jssdk?url=${encodeURIComponent(`${system.now.url}/sidebar/`)}`
    const { timestamp } = (await console.send('GET', path, Signed)).body
    if (timestamp < Math.floor(nowMs / 1_000)) {
      throw new Error('the server has not seen the new time')
    }
  }, WITHIN)
}

async function worked(externalUserid: string) {
  const { deps } = system.now
  return waitUntil(async () => {
    await deps.tick()
    const welcome = await deps.db.collection('welcomes').findOne({ externalUserid })
    if (welcome === null) {
      throw new Error('no welcome is recorded')
    }
    return welcome
  }, WITHIN)
}

// Failure story 20. Guarantee: a kill loses no welcome that could still be sent, and sends none twice.
test('given a kill after the callback was stored, restarted within 10 s: one delivery', async () => {
  const externalUserid = await storedAndKilled()
  await pass(9_000)
  expect(await worked(externalUserid)).toMatchObject({ outcome: 'sent' })
  await system.now.deps.tick()
  const messages = await system.now.control.messages(externalUserid)
  expect(messages).toHaveLength(1)
  expect(messages[0]?.ageMs).toBeGreaterThanOrEqual(9_000)
})

test('given a kill after the callback was stored, restarted after 25 s: none, recorded as expired', async () => {
  const externalUserid = await storedAndKilled()
  await pass(25_000)
  expect(await worked(externalUserid)).toMatchObject({ outcome: 'expired' })
  expect(await system.now.control.messages(externalUserid)).toHaveLength(0)
  const calls = await system.now.control.calls('send_welcome_msg')
  expect(calls).toHaveLength(1)
})

// The relay died with the row in its hands: whether it had sent is unknown, so the same code is sent again.
test.each([
  { passed: 10_000, outcome: 'sent', deliveries: 1 },
  { passed: 18_500, outcome: 'expired', deliveries: 0 },
])(
  'given a kill while sending, taken up after $passed ms: $outcome',
  async ({ passed, outcome, deliveries }) => {
    const { deps, control } = system.now
    const externalUserid = await storedAndKilled()
    const outbox = deps.db.collection<{ _id: string; attempts: number }>('outbox')
    await control.addFault({
      kind: 'errorBefore',
      area: 'wecom',
      match: 'send_welcome_msg',
      times: 1,
      cut: true,
    })
    await waitUntil(async () => {
      await deps.tick()
      if ((await outbox.countDocuments({ state: 'pending', attempts: 1 })) === 0) {
        throw new Error('the first try has not been made')
      }
    }, WITHIN)
    await pass(passed)
    expect(await worked(externalUserid)).toMatchObject({ outcome, attempts: 2 })
    expect(await control.messages(externalUserid)).toHaveLength(deliveries)
  },
)
