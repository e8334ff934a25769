import fc from 'fast-check'
import {
  decideTry,
  MAX_TRIES,
} from '../../../server/modules/wecom/phone-checks/phone-checks.domain.js'

const now = new Date('2026-03-01T12:00:00+08:00')
const later = new Date(now.getTime() + 1)

// Guarantee: only the right code, within five tries and before its end, proves anything.
test('a try is right only in time and within five', () => {
  const tries = fc.integer({ min: 1, max: 12 })
  fc.assert(
    fc.property(tries, fc.boolean(), fc.boolean(), (count, isRight, isInTime) => {
      const check = { state: 'sent', tries: count, expiresAt: isInTime ? later : now } as const
      const decision = decideTry(check, { isRight, now })
      return decision.ok === (isRight && isInTime && count <= MAX_TRIES)
    }),
  )
})

test('a wrong code says whether another try makes sense', () => {
  const refused = (tries: number) => {
    const decision = decideTry({ state: 'sent', tries, expiresAt: later }, { isRight: false, now })
    return decision.ok ? 'ok' : decision.code
  }
  expect([1, 4, 5, 6].map(refused)).toEqual(['code-wrong', 'code-wrong', 'code-over', 'code-over'])
})
