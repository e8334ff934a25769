import * as fc from 'fast-check'
import { readWecomEvent } from '../../../../server/integrations/wecom/index.js'

type Fields = Record<string, string>

const xml = (fields: Fields, inner = '') =>
  `<xml>${Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('')}${inner}</xml>`

const envelope = { ToUserName: 'ww1', FromUserName: 'sys', MsgType: 'event' }
const contact = (ChangeType: string, more: Fields = {}) =>
  readWecomEvent(
    xml({
      ...envelope,
      CreateTime: '1403610513',
      Event: 'change_external_contact',
      ChangeType,
      UserID: 'zhangsan',
      ExternalUserID: 'woAJ2G',
      ...more,
    }),
  )

const carrier = { userid: 'zhangsan', externalUserid: 'woAJ2G' }
const shared = { occurredAt: new Date(1_403_610_513_000), lane: 'normal', carrier }

test.each([
  ['edit_external_contact', {}, { type: 'contact.edited', data: {} }],
  ['del_external_contact', {}, { type: 'contact.removed-by-staff', data: { byTransfer: false } }],
  [
    'del_external_contact',
    { Source: 'DELETE_BY_TRANSFER' },
    { type: 'contact.removed-by-staff', data: { byTransfer: true } },
  ],
  ['del_follow_user', {}, { type: 'contact.removed-by-customer', data: {} }],
  [
    'transfer_fail',
    { FailReason: 'customer_refused' },
    { type: 'contact.transfer-failed', data: { reason: 'customer-refused' } },
  ],
  [
    'transfer_fail',
    { FailReason: 'customer_limit_exceed' },
    { type: 'contact.transfer-failed', data: { reason: 'customer-limit-exceeded' } },
  ],
  [
    'transfer_fail',
    { FailReason: 'new_reason' },
    { type: 'contact.transfer-failed', data: { reason: 'other' } },
  ],
  ['msg_audit_approved', {}, { type: 'contact.archive-agreed', data: {} }],
  ['add_external_contact', {}, { type: 'contact.added', data: {} }],
  ['add_external_contact', { State: '', WelcomeCode: '' }, { type: 'contact.added', data: {} }],
])('%s %j', (changeType, more, expected) => {
  expect(contact(changeType, more)).toEqual({ ...shared, ...expected })
})

test.each(['add_external_contact', 'add_half_external_contact'])(
  '%s with a welcome code goes the fast lane, without one it does not',
  (changeType) => {
    const data = { state: 's', welcomeCode: 'w' }
    expect(contact(changeType, { State: 's', WelcomeCode: 'w' })).toMatchObject({
      lane: 'fast',
      data,
    })
    expect(contact(changeType, { State: 's' })).toMatchObject({
      lane: 'normal',
      data: { state: 's' },
    })
  },
)

test('a member joins a customer group', () => {
  const fields = {
    ...envelope,
    CreateTime: '1403610513',
    Event: 'change_external_chat',
    ChatId: 'wr1',
    ChangeType: 'update',
    UpdateDetail: 'add_member',
    JoinScene: '3',
    MemChangeCnt: '2',
    LastMemVer: 'v1',
    CurMemVer: 'v2',
  }
  const list = '<MemChangeList><Item>zhangsan</Item><Item>woAJ2G</Item></MemChangeList>'
  expect(readWecomEvent(xml(fields, list))).toEqual({
    type: 'customer-group.changed',
    occurredAt: shared.occurredAt,
    lane: 'normal',
    carrier: { chatId: 'wr1' },
    data: {
      change: 'updated',
      detail: 'member-joined',
      memberIds: ['zhangsan', 'woAJ2G'],
      memberCountChange: 2,
      joinScene: 3,
      lastVersion: 'v1',
      currentVersion: 'v2',
    },
  })
  const one = readWecomEvent(xml(fields, '<MemChangeList><Item>woAJ2G</Item></MemChangeList>'))
  expect(one.data).toMatchObject({ memberIds: ['woAJ2G'] })
  const json = JSON.stringify({ ...fields, MemChangeList: { Item: ['woAJ2G'] }, JoinScene: 1 })
  expect(readWecomEvent(json).data).toMatchObject({ memberIds: ['woAJ2G'], joinScene: 1 })
})

test.each([
  ['create', 'tag', 'etAJ', { change: 'created', target: 'tag' }],
  ['update', 'tag_group', 'etGR', { change: 'updated', target: 'group' }],
  ['delete', 'tag_group', 'etGR', { change: 'deleted', target: 'group' }],
  ['shuffle', '', 'etGR', { change: 'reordered', target: 'group' }],
  ['shuffle', '', '', { change: 'reordered', target: 'all' }],
])('tag event %s %s %s', (ChangeType, TagType, Id, data) => {
  const event = readWecomEvent(
    xml({ ...envelope, Event: 'change_external_tag', ChangeType, TagType, Id, CreateTime: '1' }),
  )
  expect(event).toMatchObject({ type: 'tag.changed', data })
  expect(event.carrier).toEqual(Id === '' ? {} : { tagId: Id })
})

test('staff and departments', () => {
  const staff = (fields: Fields) =>
    readWecomEvent(xml({ ...envelope, Event: 'change_contact', CreateTime: '1', ...fields }))
  const renamed = staff({ ChangeType: 'update_user', UserID: 'old', NewUserID: 'new' })
  expect(renamed).toMatchObject({
    type: 'staff.changed',
    carrier: { userid: 'old' },
    data: { change: 'updated', target: 'staff', newUserid: 'new' },
  })
  expect(staff({ ChangeType: 'delete_party', Id: '7' })).toMatchObject({
    carrier: { departmentId: '7' },
    data: { change: 'deleted', target: 'department' },
  })
  expect(staff({ ChangeType: 'update_tag', TagId: '1' })).toMatchObject({
    type: 'wecom.other',
    data: { name: 'change_contact.update_tag' },
  })
})

test('the envelope of a third-party suite is not taken for ours', () => {
  const event = readWecomEvent(
    xml({
      SuiteId: 'ww4',
      AuthCorpId: 'ww1',
      InfoType: 'change_external_contact',
      TimeStamp: '1403610513',
      ChangeType: 'add_external_contact',
      UserID: 'zhangsan',
      ExternalUserID: 'woAJ2G',
      WelcomeCode: 'CODE',
    }),
  )
  expect(event).toMatchObject({ type: 'wecom.other', lane: 'normal' })
})

test('a contact event without its contact is kept as other', () => {
  expect(contact('add_external_contact', { ExternalUserID: '' }).type).toBe('wecom.other')
})

// Guarantee: an unknown or odd event is stored and counted, it never stops the callback.
test('no message makes the translation throw', () => {
  const name = fc.constantFrom(
    'Event',
    'ChangeType',
    'CreateTime',
    'UserID',
    'ChatId',
    'InfoType',
    'MemChangeList',
    '__proto__',
    'constructor',
  )
  const value = fc.oneof(
    fc.constantFrom('change_external_contact', 'change_external_chat', 'update', 'change_contact'),
    fc.jsonValue({ maxDepth: 3 }),
  )
  fc.assert(
    fc.property(fc.dictionary(name, value), (message) => {
      const event = readWecomEvent(JSON.stringify(message))
      return !Number.isNaN(event.occurredAt.getTime()) && typeof event.type === 'string'
    }),
  )
})
