import { fillWelcome } from '../../../server/modules/wecom/channel-codes/channel-codes.domain.js'
import {
  decideSend,
  outcomeOf,
  percentile,
  wasDelivered,
} from '../../../server/modules/wecom/welcome/welcome.domain.js'

const happenedAt = new Date('2026-03-02T10:00:00+08:00')
const expiresAt = new Date(happenedAt.getTime() + 20_000)
const decided = (ageMs: number, attempt = 1) =>
  decideSend({ happenedAt, expiresAt, attempt }, new Date(happenedAt.getTime() + ageMs))

// Guarantee (failure story 20): in time, or not at all; a repeat only while the platform surely still takes it.
test.each([
  { ageMs: 0, attempt: 1, decision: 'send' },
  { ageMs: 19_999, attempt: 1, decision: 'send' },
  { ageMs: 20_000, attempt: 1, decision: 'expired' },
  { ageMs: 10_000, attempt: 2, decision: 'send' },
  { ageMs: 17_999, attempt: 2, decision: 'send' },
  { ageMs: 18_000, attempt: 2, decision: 'expired' },
  { ageMs: 25_000, attempt: 2, decision: 'expired' },
  { ageMs: -3_000, attempt: 1, decision: 'send' },
])('a code of $ageMs ms at try $attempt: $decision', ({ ageMs, attempt, decision }) => {
  expect(decided(ageMs, attempt)).toBe(decision)
})

test('what the platform answers is the outcome, and a code refused twice is a failure', () => {
  expect(outcomeOf('sent', 1)).toEqual({ outcome: 'sent' })
  expect(outcomeOf('sent-or-chatting', 1)).toEqual({ outcome: 'sent-or-chatting' })
  expect(outcomeOf('code-invalid', 1)).toBeNull()
  expect(outcomeOf('code-invalid', 2)).toEqual({
    outcome: 'failed',
    reason: 'welcome-code-invalid',
  })
})

test('a code that was used at the first try was used by a chat, at a repeat by us', () => {
  expect(wasDelivered('sent-or-chatting', 1)).toBe(false)
  expect(wasDelivered('sent-or-chatting', 2)).toBe(true)
  expect(wasDelivered('sent', 1)).toBe(true)
  expect(wasDelivered('expired', 2)).toBe(false)
})

test('variables are filled in, however often they stand there', () => {
  const text = '{顾客}您好，我是{导购}。{顾客}，常来'
  expect(fillWelcome(text, { customer: '小满', staff: '陈意' })).toBe(
    '小满您好，我是陈意。小满，常来',
  )
  expect(fillWelcome('{顾客}您好', { customer: '', staff: '陈意' })).toBe('朋友您好')
})

test('a percentile is a value that was measured', () => {
  expect(percentile([], 0.5)).toBeNull()
  expect(percentile([7], 0.99)).toBe(7)
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1)
  expect(percentile(hundred, 0.5)).toBe(50)
  expect(percentile(hundred, 0.99)).toBe(99)
})
