import fc from 'fast-check'
import {
  decideTry,
  MAX_TRIES,
} from '../../../server/modules/wecom/phone-checks/phone-checks.domain.js'
import { phoneCheckService } from '../../../server/modules/wecom/phone-checks/phone-checks.service.js'

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

// Guarantee: without a provider of text messages nothing is counted, stored or sent, and the refusal says why.
test('given nobody who sends text messages, then a check is refused', async () => {
  const never = () => Promise.reject(new Error('nothing is asked'))
  const service = phoneCheckService({
    checks: { take: never, insert: never, tried: never, proved: never },
    relations: { withIds: never, ofKeys: never },
    reader: { externalUserid: () => [], provedPhone: () => ({ seen: [], blocked: [] }) },
    cipher: { decrypt: (text) => text },
    sms: null,
    codeKey: 'key',
    inbox: { insert: never },
    blocks: { isBlocked: never },
    audit: { record: never },
    inTransaction: never,
    clock: { now: () => now },
  })
  const asker = { operatorId: 'opr_1', name: '张三', staffUserid: 'zhangsan' }
  const sent = await service.send({ externalUserid: 'wm1', phone: '13912346021' }, asker)
  expect(sent).toEqual({ ok: false, code: 'sms-not-set-up' })
  expect(service.isSetUp).toBe(false)
})
