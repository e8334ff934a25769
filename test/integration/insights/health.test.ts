import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { Health } from '../../../server/modules/insights/health/health.contract.js'
import { inboxCollection } from '../../../server/modules/inbox/inbox.model.js'
import { useSystem } from '../../support/system.js'
import { ago, eventOf, newSource, paid } from '../open-api/till.js'

// Guarantee: the health page says in words what is late or wrong, since when and what to do, and nothing while all is
// well; what is mended disappears by itself.

const system = useSystem({ suffix: '_health' })
const NOTHING = z.unknown()
const WAIT_MS = 20_000
const MINUTE_MS = 60_000

async function health() {
  const operator = await system.now.asOperator()
  return (await operator.send('GET', '/api/health', Health)).body
}
type Finding = Health['findings'][number]
const find = (findings: readonly Finding[], kind: string) =>
  findings.find((finding) => finding.kind.startsWith(kind))

/** Waits for a finding of this kind. */
async function told(kind: string): Promise<Finding> {
  return await waitUntil(
    async () => {
      const found = find((await health()).findings, kind)
      if (found === undefined) {
        throw new Error(`no finding ${kind}`)
      }
      return found
    },
    { withinMs: WAIT_MS },
  )
}

test('a system that works is well, and every area tells its numbers', async () => {
  await system.now.openApi().sendEvents([eventOf()])
  await system.now.drain()
  const now = await health()
  expect(now.findings).toEqual([])
  expect(now).toMatchObject({
    events: { pending: 0, leased: 0, dead: 0, limit: 200_000, oldestPendingAt: null },
    deliveries: { pending: 0, dead: 0 },
    welcome: { sent: 0, missed: 0, p99Ms: null },
    payments: { unfinished: 0, incidents: 0 },
    jobs: { failing: 0, overdue: 0 },
    platforms: [{ platform: 'wecom' }, { platform: 'wechat-mini' }, { platform: 'wechat-pay' }],
  })
  expect(now.events?.lastReceivedAt).not.toBeNull()
  expect(now.jobs?.total).toBeGreaterThan(5)
})

test('an event that contradicts an order is dead, and the page says where to replay it', async () => {
  const source = newSource()
  const till = system.now.openApi()
  await till.sendEvents([paid({ source, orderNo: 'A-1', paidFen: 3_000 })])
  await system.now.drain()
  await till.sendEvents([paid({ source, orderNo: 'A-1', paidFen: 9_900 })])
  await system.now.drain()
  const { findings, events } = await health()
  expect(events?.dead).toBe(1)
  expect(find(findings, 'events-dead')).toMatchObject({
    severity: 'act',
    area: 'events',
    what: '1 条事件没处理成，已停止自动重试',
    since: expect.any(String) as string,
    link: { to: '/system/events?state=dead' },
  })
  await inboxCollection(system.now.deps.db).updateMany(
    { state: 'dead' },
    { $set: { state: 'done' } },
  )
  expect((await health()).findings).toEqual([])
})

test('money that no order explains is told with its amount', async () => {
  const source = newSource()
  const till = system.now.openApi()
  const refund = { orderNo: 'B-1', refundNo: 'R-1', refundFen: 9_900 }
  await till.sendEvents([
    paid({ source, orderNo: 'B-1', paidFen: 3_000 }),
    eventOf({ type: 'order.refunded', source, identifiers: {}, data: refund }),
  ])
  await system.now.drain()
  const { findings, payments } = await health()
  expect(payments).toMatchObject({ incidents: 1, incidentsFen: 9_900 })
  expect(find(findings, 'incidents')?.what).toBe('1 笔款项对不上订单，涉及 ¥99.00')
})

test('who may not see jobs may not see the health', async () => {
  const manager = { username: 'manager', password: 'a-manager-password' }
  const admin = await system.now.asOperator()
  await admin.saveStore({ storeCode: 'S001', name: '科苑南店' })
  const body = { ...manager, name: '店长', role: 'store-manager', storeCodes: ['S001'] }
  await admin.send('POST', '/api/operators', NOTHING, { body })
  const operator = await system.now.asOperator(manager)
  const answer = await operator.send('GET', '/api/health', NOTHING, {
    accept: [403],
  })
  expect(answer.status).toBe(403)
})

// The last one: nobody starts the sandbox again.
test('WeChat is away: the job that needs it fails, the calls are told, and both name the place', async () => {
  await system.now.sandbox.close()
  const operator = await system.now.asOperator()
  await operator.send('POST', '/api/jobs/wecom.sync-staff/run', NOTHING, {
    accept: [202],
  })
  const failed = await told('job-failed:同步')
  expect(failed).toMatchObject({
    area: 'jobs',
    severity: 'watch',
    what: '任务「同步企微员工和门店」没做成',
    link: { to: '/system/jobs' },
  })
  expect(failed.detail).toContain('wecom')
  await waitUntil(
    async () => {
      await operator.send('POST', '/api/jobs/wecom.sync-staff/run', NOTHING, { accept: [202] })
      expect(find((await health()).findings, 'platform-')).toBeDefined()
    },
    { withinMs: WAIT_MS },
  )
  const { platforms } = await health()
  expect(platforms?.find(({ platform }) => platform === 'wecom')?.unanswered).toBeGreaterThan(0)
})

describe('without a process that works', () => {
  const idle = useSystem({ suffix: '_health_api', environment: { ROLE: 'api' } })
  const read = async () =>
    (await (await idle.now.asOperator()).send('GET', '/api/health', Health)).body

  test('events wait and jobs are late: one trouble each, with its beginning', async () => {
    await idle.now.openApi().sendEvents([eventOf(), eventOf({ occurredAt: ago(2 * MINUTE_MS) })])
    const events = inboxCollection(idle.now.deps.db)
    const since = new Date(Date.now() - 11 * MINUTE_MS)
    await events.updateMany({ state: 'pending' }, { $set: { receivedAt: since } })
    await idle.now.control.advanceClock(25 * 60 * MINUTE_MS)
    await waitUntil(async () => expect((await read()).jobs?.overdue ?? 0).toBeGreaterThan(3), {
      withinMs: WAIT_MS,
    })
    const { findings, events: figures } = await read()
    expect(figures).toMatchObject({ pending: 2, oldestPendingAt: since.toISOString() })
    expect(find(findings, 'events-late')).toMatchObject({
      severity: 'act',
      what: '2 条事件在排队，最早的等了 11 分钟',
      since: since.toISOString(),
    })
    expect(find(findings, 'jobs-overdue')).toMatchObject({ severity: 'act', area: 'jobs' })
    expect(findings.filter(({ area }) => area === 'jobs')).toHaveLength(1)
  })
})
