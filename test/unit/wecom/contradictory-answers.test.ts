import fc from 'fast-check'
import { contactVerdict } from '../../../server/modules/wecom/contacts/contact-verdict.js'
import type { ContactState } from '../../../server/modules/wecom/contacts/contacts.gather.js'
import { identifierReader } from '../../../server/modules/customers/identifier-reader.js'
import { blindIndex, piiCipher } from '../../../server/platform/crypto/index.js'
import type { PlatformContact } from '../../../server/modules/wecom/wecom.ports.js'

const reader = identifierReader({
  cipher: piiCipher(new Map([['k1', Buffer.alloc(32, 1)]])),
  phoneIndex: blindIndex(Buffer.alloc(32, 2)),
  unionidScope: 'main',
  corpId: 'ww1',
})
const at = new Date('2026-03-01T12:00:00+08:00')
const odd = fc.constantFrom('', 'null', '0', 'wm1', 'wm2', 'u1', '13911112222', '0755-26661234')

const relation = fc.record({
  userid: fc.constantFrom('zhangsan', 'zhangsan', 'lisi'),
  remark: odd,
  description: odd,
  addedAt: fc.constantFrom(new Date(0), at, new Date('2099-01-01')),
  addWay: fc.constantFrom('unknown', 'other'),
  tags: fc.array(fc.record({ kind: fc.constant('corp' as const), tagId: odd })),
  remarkPhones: fc.array(odd, { maxLength: 40 }),
})
/** About somebody else, with the same staff member twice, times in the future, and anything for a unionid. */
const contact: fc.Arbitrary<PlatformContact> = fc.record({
  externalUserid: fc.constantFrom('wm1', 'wm2', ''),
  name: odd,
  kind: fc.constantFrom('wechat', 'wecom'),
  gender: fc.constantFrom('unknown', 'male'),
  unionid: fc.option(odd, { nil: undefined }),
  relations: fc.array(relation, { maxLength: 5 }),
})

function stateOf(reading: PlatformContact | null): ContactState {
  return {
    events: new Map(),
    readings: new Map([['wm1', { kind: 'read', contact: reading }]]),
    relations: new Map(),
    codes: new Map(),
    staffName: () => ({ name: '张三' }),
    readAt: at,
    now: at,
    businessOffsetMs: 0,
  }
}

// issue 5, bad input. Guarantee: whatever the platform answers about a contact, the event is worked, and the only customer it
// speaks of is the one that the event named.
test('contradictory answers of the platform are worked and never name somebody else', () => {
  const kinds = fc.constantFrom('added', 'looked-at', 'removed-by-staff', 'removed-by-customer')
  fc.assert(
    fc.property(kinds, fc.option(contact), (kind, reading) => {
      const event = {
        key: 'wecom:1',
        source: 'wecom',
        type: 'contact.added',
        partitionKey: 'external_userid:ww1:wm1',
        lane: 'normal',
        occurredAt: at,
        receivedAt: at,
        attempts: 1,
        data: {},
      } as const
      const told = { kind, userid: 'zhangsan', externalUserid: 'wm1' } as const
      const context = { state: stateOf(reading), reader, unionidScope: 'main', settleMs: 2_000 }
      const answer = contactVerdict(event, told, context)
      expect(answer.kind).toBe('ok')
      const facts = answer.kind === 'ok' ? (answer.facts ?? []) : []
      for (const fact of facts) {
        expect(fact.seen[0]?.key).toBe('external_userid:ww1:wm1')
        expect(fact.seen.length).toBeLessThanOrEqual(2)
      }
      const phones = facts.filter((fact) => fact.kind === 'staff-remark')
      expect(phones.length).toBeLessThanOrEqual(5)
    }),
  )
})
