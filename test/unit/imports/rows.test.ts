import { isBlockedValue, readPhone } from '../../../server/modules/customers/phone.domain.js'
import {
  faultOfMapping,
  proposeMapping,
  type Mapping,
} from '../../../server/modules/imports/columns.domain.js'
import { readRow, rowKey, type RowContext } from '../../../server/modules/imports/rows.domain.js'
import { seenKeys } from '../../../server/modules/imports/seen-keys.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const mapping: Mapping = { memberNo: 0, phone: 1, name: 2, store: 3, firstDate: 4, spend: 5 }
const members: RowContext = {
  kind: 'members',
  mapping,
  epoch: null,
  now,
  storeCodes: new Map([
    ['南山店', 'S001'],
    ['S001', 'S001'],
  ]),
  readPhone,
  isBlockedId: isBlockedValue,
}
const read = (cells: string[], context = members) =>
  readRow({ row: 7, cells, tooLong: [] }, context)

test('a whole row is read in our words', () => {
  const cells = [' M００1 ', '+86 139-1234-6021', '林晓', '南山店', '2021/3/5', '1,234.5']
  expect(read(cells)).toEqual({
    ok: true,
    value: {
      kind: 'members',
      row: 7,
      memberNo: 'M001',
      phone: '13912346021',
      name: '林晓',
      storeCode: 'S001',
      firstAt: Date.parse('2021-03-05T00:00:00+08:00'),
      spendFen: 123_450,
    },
  })
})

// Guarantee: what is nobody's never becomes an identifier, and every fault says where it is.
test.each<[string, string[], number | null, string]>([
  ['a masked phone', ['M1', '139****6021'], 1, 'phone-masked'],
  ['a test number', ['M1', '13800138000'], 1, 'phone-blocked'],
  ['a landline', ['M1', '0755-8888888'], 1, 'phone-not-mainland'],
  ['a number of zeros', ['0000000'], 0, 'id-blocked'],
  ['the word test', ['test'], 0, 'id-blocked'],
  ['nobody at all', ['NULL', 'undefined', '林晓'], null, 'required'],
  ['a store that is not there', ['M1', '', '', 'S404'], 3, 'store-unknown'],
  ['a day to come', ['M1', '', '', '', '2026-03-02'], 4, 'date-in-future'],
  ['a day long ago', ['M1', '', '', '', '1900-01-01'], 4, 'date-too-old'],
  ['no day', ['M1', '', '', '', 'soon'], 4, 'date-unreadable'],
  ['a negative sum', ['M1', '', '', '', '', '-1'], 5, 'amount-negative'],
  ['no sum', ['M1', '', '', '', '', 'much'], 5, 'amount-unreadable'],
  ['a very long name', ['M1', '', 'x'.repeat(61)], 2, 'too-long'],
])('%s is an error of its row and column', (_what, cells, column, rule) => {
  expect(read(cells)).toEqual({ ok: false, errors: [{ row: 7, column, rule }] })
})

test('all faults of a row are told at once, and a cell that was cut off is one', () => {
  const sheet = { row: 3, cells: ['x'.repeat(2_000), '139****6021'], tooLong: [0] }
  expect(readRow(sheet, members)).toMatchObject({
    ok: false,
    errors: [{ rule: 'too-long' }, { rule: 'phone-masked' }],
  })
})

test('no error holds what the cell said', () => {
  const text = JSON.stringify(read(['M1', '139****6021', 'x'.repeat(99), 'S404', 'soon', 'much']))
  expect(text).not.toMatch(/6021|S404|soon|much|xxx/)
})

const orders: RowContext = {
  ...members,
  kind: 'orders',
  mapping: { orderNo: 0, paidAt: 1, paid: 2, memberNo: 3, phone: 4, channel: 5 },
}
test('an order needs number, time and amount; whose it is may be unknown', () => {
  expect(read(['A1', '2026-02-01 12:00', '18.5'], orders)).toMatchObject({
    ok: true,
    value: { orderNo: 'A1', paidFen: 1_850, paidAt: Date.parse('2026-02-01T04:00:00Z') },
  })
  expect(read(['', '', ''], orders)).toMatchObject({
    errors: [
      { column: 0, rule: 'required' },
      { column: 1, rule: 'required' },
      { column: 2, rule: 'required' },
    ],
  })
})

test.each<[string[], Mapping]>([
  [
    ['会员号', '手机号码', '姓名', '所属门店', '注册时间', '累计消费(元)'],
    { memberNo: 0, phone: 1, name: 2, store: 3, firstDate: 4, spend: 5 },
  ],
  [
    ['Name', 'Mobile', 'Member No.', 'Store Code', 'Join Date', 'Total Spend'],
    { memberNo: 2, phone: 1, name: 0, store: 3, firstDate: 4, spend: 5 },
  ],
  [['备注', '电话', '生日'], { phone: 1 }],
])('the heads %j propose their columns', (header, expected) => {
  expect(proposeMapping('members', header)).toEqual(expected)
})

test('the heads of an order list propose theirs', () => {
  const header = ['订单号', '下单时间', '实付金额', '会员号', '手机', '门店', '渠道']
  expect(proposeMapping('orders', header)).toEqual({
    orderNo: 0,
    paidAt: 1,
    paid: 2,
    memberNo: 3,
    phone: 4,
    store: 5,
    channel: 6,
  })
})

test.each<[Mapping, string | null]>([
  [{ phone: 0 }, null],
  [{ name: 0 }, 'mapping-incomplete'],
  [{ phone: 0, memberNo: 0 }, 'mapping-column-twice'],
  [{ phone: 3 }, 'mapping-no-such-column'],
  [{ phone: 0, orderNo: 1 }, 'mapping-foreign-field'],
])('the mapping %j is judged', (given, fault) => {
  expect(faultOfMapping('members', given, 3)).toBe(fault)
})

// Guarantee: a line of a file counts once, however large the file is.
test('a hundred thousand keys are each new once', () => {
  const seen = seenKeys()
  const keys = Array.from({ length: 100_000 }, (_, n) => `member:${n}`)
  expect(keys.filter((key) => !seen.add(key))).toEqual([])
  expect(keys.filter((key) => seen.add(key))).toEqual([])
})

test('a row is known by its order number, else its card, else its phone', () => {
  const key = (cells: string[], context = members) => {
    const reading = read(cells, context)
    return reading.ok ? rowKey(reading.value) : null
  }
  expect(key(['M1', '13912346021'])).toBe('member:M1')
  expect(key(['', '13912346021'])).toBe('phone:13912346021')
  expect(key(['A1', '20260201', '1', 'M1'], orders)).toBe('order:A1')
})
