import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { useSystem } from '../../support/system.js'

const LIMIT = 3
const system = useSystem({ suffix: '_refused', limits: { backlog: LIMIT } })

const WITHIN = { withinMs: 60_000 }
jest.setTimeout(180_000)
const inbox = () => system.now.deps.db.collection<{ _id: string }>('inbox')
const relation = (externalUserid: string) =>
  system.now.deps.db.collection('relations').findOne({ externalUserid })

async function newFriend(name: string): Promise<string> {
  const { personId, externalUserid } = await system.now.control.addPerson({ name })
  await system.now.control.scan({ personId, userid: 'zhangsan' })
  await waitUntil(async () => {
    expect(await relation(externalUserid)).toMatchObject({ state: 'active' })
  }, WITHIN)
  return externalUserid
}

/** Events that are not due for a day: they stand for a backlog that nobody gets through. */
async function fillBacklog(): Promise<void> {
  const [row] = await inbox().find().limit(1).toArray()
  const later = new Date(Date.now() + 24 * 60 * 60 * 1000)
  const rows = Array.from({ length: LIMIT + 1 }, (_, n) => ({
    ...row,
    ...{ _id: `later-${n}`, partitionKey: `later-${n}`, type: 'wecom.other', lane: 'normal' },
    ...{ state: 'pending', dueAt: later, attempts: 0 },
  }))
  await inbox().insertMany(rows)
}

const workOff = () =>
  inbox().updateMany({ _id: /^later-/ } as never, { $set: { dueAt: new Date() } })

// Guarantee: a callback that was refused is not sent again by WeCom, and what it told is there all the same.
test('given a backlog over its limit, then callbacks get a 503, welcomes go out, and what was refused is pulled afterwards', async () => {
  const externalUserid = await newFriend('小满')
  await system.now.drain()
  await fillBacklog()

  const { callbackId } = await waitUntil(async () => {
    const { openApiKey, url } = system.now
    const answer = await fetch(`${url}/open/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${openApiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ events: [{ ...PAGE_VIEWED, id: `e-${Date.now()}` }] }),
    })
    expect(answer.status).toBe(503)
    return system.now.control.deleteByStaff({ userid: 'zhangsan', externalUserid })
  }, WITHIN)
  await waitUntil(async () => {
    const { attempts, state } = await system.now.control.callback(callbackId)
    expect(attempts.map(({ status }) => status)).toEqual([503])
    expect(state).not.toBe('pending')
  }, WITHIN)
  const greeted = await newFriend('小雪')
  expect(await relation(externalUserid)).toMatchObject({ state: 'active' })

  await workOff()
  await waitUntil(async () => {
    expect(await relation(externalUserid)).toMatchObject({ state: 'ended-by-staff' })
  }, WITHIN)
  expect(await relation(greeted)).toMatchObject({ state: 'active' })
  const told = await inbox().countDocuments({ type: 'contact.removed-by-staff' })
  expect(told).toBe(0)
  const gap = await system.now.deps.db.collection('inbox_gaps').findOne({})
  expect(gap).toMatchObject({ last: { cause: 'backlog', refused: 1 } })
})

const PAGE_VIEWED = {
  type: 'page.viewed',
  source: 'app',
  occurredAt: new Date().toISOString(),
  identifiers: { memberNo: '1' },
}
