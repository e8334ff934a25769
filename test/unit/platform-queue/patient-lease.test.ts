import { patientLease } from '../../../server/platform/queue/index.js'

// Guarantee: while the database is slow, events are worked slowly, not never: no lease stays shorter than a batch takes.
test('a batch that outlives its lease doubles the next one, up to eight times', () => {
  const lease = patientLease(3_000)
  const leases = [10_000, 10_000, 10_000, 10_000, 30_000].map((took) => {
    lease.took(took)
    return lease.ms()
  })
  expect(leases).toEqual([6_000, 12_000, 12_000, 12_000, 24_000])
})

test('quick batches bring the usual lease back', () => {
  const lease = patientLease(3_000)
  lease.took(10_000)
  lease.took(10_000)
  const leases = [3_500, 100, 100, 100].map((took) => {
    lease.took(took)
    return lease.ms()
  })
  expect(leases).toEqual([12_000, 6_000, 3_000, 3_000])
})

// Guarantee (contract.md 2): what a kill leaves behind is free within 60 s.
test.each([3_000, 30_000])('a usual lease of %d ms never grows beyond 45 s', (usualMs) => {
  const lease = patientLease(usualMs)
  for (let batch = 0; batch < 20; batch += 1) {
    lease.took(600_000)
  }
  expect(lease.ms()).toBeLessThanOrEqual(45_000)
})
