import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { useSystem } from '../../support/system.js'
import { eventOf, newSource, paid, refunded } from '../open-api/till.js'
import { wecomPeople } from '../wecom/wecom-people.js'
import { valueOf, parseMetrics, type Metric } from './prometheus-text.js'

// Guarantee: /metrics tells of every queue, job, payment and refund what architecture.md 8 promises, by Prometheus' rules,
// and its numbers follow what happens.

const system = useSystem({ suffix: '_metrics' })

async function scrape(): Promise<ReadonlyMap<string, Metric>> {
  return parseMetrics(await (await fetch(`${system.now.url}/metrics`)).text())
}

test('names, types and units follow the conventions', async () => {
  for (const { name, type, help, samples } of (await scrape()).values()) {
    expect({ name, help }).toEqual({ name, help: expect.stringMatching(/^\S.+/) as string })
    expect(name).toMatch(/^huike_[a-z][a-z0-9_]*[a-z0-9]$/)
    expect({ name, isTotal: name.endsWith('_total') }).toEqual({
      name,
      isTotal: type === 'counter',
    })
    if (type === 'histogram') {
      expect(name).toMatch(/_seconds$/)
    }
    for (const { value } of samples) {
      expect({ name, isNumber: Number.isFinite(value) }).toEqual({ name, isNumber: true })
    }
  }
})

test('every queue has all its series, and so has every job', async () => {
  const metrics = await scrape()
  const seriesOf = (name: string) =>
    metrics
      .get(name)
      ?.samples.map(({ labels }) => Object.values(labels).join(' '))
      .sort()
  const states = {
    inbox: ['pending', 'leased', 'waiting', 'dead'],
    outbox: ['pending', 'leased', 'dead'],
  }
  const depths = Object.entries(states).flatMap(([queue, own]) =>
    own.map((one) => `${queue} ${one}`),
  )
  expect(seriesOf('huike_queue_depth')).toEqual(depths.sort())
  expect(seriesOf('huike_queue_oldest_seconds')).toEqual(
    ['inbox pending', 'inbox waiting', 'inbox dead', 'outbox pending', 'outbox dead'].sort(),
  )
  expect(seriesOf('huike_queue_stuck_leases')).toEqual(['inbox'])
  expect(seriesOf('huike_payments_unfinished')).toEqual(['0m', '2h', '30m'])
  expect(seriesOf('huike_refunds')).toEqual(['done', 'exceeding'])
  expect(seriesOf('huike_platform_circuit_open')).toHaveLength(3)
  const operator = await system.now.asOperator()
  const { body } = await operator.send('GET', '/api/jobs', JobNames)
  const names = body.items.map(({ name }) => name).sort()
  expect(names.length).toBeGreaterThan(5)
  for (const name of ['failing_seconds', 'overdue_seconds', 'running']) {
    expect(seriesOf(`huike_job_${name}`)).toEqual(names)
  }
  expect(valueOf(metrics, 'huike_store_up')).toBe(1)
})
const JobNames = z.object({ items: z.array(z.object({ name: z.string() })) })

test('the numbers follow events, deliveries, refunds and incidents', async () => {
  const before = await scrape()
  const source = newSource()
  const till = system.now.openApi()
  await till.sendEvents([paid({ source, orderNo: 'M-1', paidFen: 3_000 })])
  await system.now.drain()
  await till.sendEvents([
    paid({ source, orderNo: 'M-1', paidFen: 9_900 }), // contradicts the first: dead
    refunded({ source, orderNo: 'M-1', refundNo: 'R-1', refundFen: 1_000 }),
    refunded({ source, orderNo: 'M-1', refundNo: 'R-2', refundFen: 9_000 }), // above what was paid
    refunded({ source, orderNo: 'M-9', refundNo: 'R-3', refundFen: 100 }), // its order is not known
    eventOf({ id: 'seen', source }),
  ])
  await system.now.drain()
  const after = await scrape()
  const value = (name: string, labels: Record<string, string> = {}) => valueOf(after, name, labels)
  const grown = (name: string, labels: Record<string, string> = {}) =>
    (valueOf(after, name, labels) ?? 0) - (valueOf(before, name, labels) ?? 0)

  expect(value('huike_queue_depth', { queue: 'inbox', state: 'dead' })).toBe(1)
  expect(value('huike_queue_depth', { queue: 'inbox', state: 'waiting' })).toBe(1)
  expect(value('huike_queue_depth', { queue: 'inbox', state: 'pending' })).toBe(0)
  expect(value('huike_queue_oldest_seconds', { queue: 'inbox', state: 'dead' })).toBeGreaterThan(0)
  const attempts = (queue: string, outcome: string) =>
    grown('huike_queue_attempts_total', { queue, outcome })
  expect(attempts('inbox', 'dead')).toBe(1)
  expect(attempts('inbox', 'waiting')).toBe(1)
  expect(attempts('inbox', 'done')).toBe(4)
  expect(value('huike_refunds', { state: 'done' })).toBe(1)
  expect(value('huike_refunds', { state: 'exceeding' })).toBe(1)
  expect(value('huike_refunds_oldest_seconds', { state: 'exceeding' })).toBeGreaterThan(0)
  expect(value('huike_incidents_open', { kind: 'refund-exceeds-payment' })).toBe(1)
  expect(value('huike_inbox_last_received_seconds')).toBeLessThan(60)
})

test('a contact who is greeted shows in acknowledgements, calls, deliveries and welcome latency', async () => {
  const people = wecomPeople(system)
  await people.contact('林晓棠')
  await people.settled()
  await waitUntil(async () => expect(countOf(await scrape(), 'huike_welcome_seconds')).toBe(1), {
    withinMs: 60_000,
  })
  const metrics = await scrape()
  expect(countOf(metrics, 'huike_callback_ack_seconds')).toBeGreaterThan(0)
  const done = { queue: 'outbox', outcome: 'done' }
  expect(valueOf(metrics, 'huike_queue_attempts_total', done)).toBeGreaterThan(0)
  const call = { platform: 'wecom', api: 'externalcontact/send_welcome_msg', outcome: 'ok' }
  expect(valueOf(metrics, 'huike_platform_calls_total', call)).toBe(1)
  const budget = { platform: 'wecom', api: 'externalcontact/send_welcome_msg' }
  expect(valueOf(metrics, 'huike_call_budget_used_ratio', budget)).toBeGreaterThanOrEqual(0)
})

test('a job tells when it ran, how long it took, and that it succeeded', async () => {
  const operator = await system.now.asOperator()
  await operator.runJob('wecom.sync-staff', { withinMs: 60_000 })
  const metrics = await scrape()
  const of = (name: string) => valueOf(metrics, `huike_job_${name}`, { job: 'wecom.sync-staff' })
  expect(of('last_run_timestamp_seconds')).toBeGreaterThan(Date.now() / 1_000 - 60)
  expect(of('last_duration_seconds')).toBeGreaterThan(0)
  expect([of('failing_seconds'), of('overdue_seconds'), of('running')]).toEqual([0, 0, 0])
})

/** Observations of a histogram over all its series. */
function countOf(metrics: ReadonlyMap<string, Metric>, name: string): number {
  const counts = metrics.get(name)?.samples.filter(({ series }) => series === `${name}_count`) ?? []
  return counts.reduce((sum, { value }) => sum + value, 0)
}
