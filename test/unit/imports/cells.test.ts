import fc from 'fast-check'
import { isEmptyCell, readMoment, readYuan } from '../../../server/platform/sheets/cells.js'
import { businessDay } from '../../../server/platform/days/index.js'
import { yuanText } from '../../../server/platform/money/index.js'

// Guarantee: an amount is read to the fen, never by way of a fraction.
test('every amount that we would write is read as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 11), max: 10 ** 11 }), (fen) => {
      expect(readYuan(yuanText(fen))).toBe(fen)
    }),
  )
})

test.each([
  ['0.29', 29],
  ['1234.5', 123_450],
  ['1,234.50', 123_450],
  ['￥ 12', 1_200],
  ['１２．３０元', 1_230],
  ['12.300', 1_230],
  ['-5', -500],
])('%s is %d fen', (text, fen) => {
  expect(readYuan(text)).toBe(fen)
})

test.each(['', 'abc', '1.234', '1,23', '1e3', '12.3.4', '=1+1', 'NaN', '1'.repeat(20)])(
  '%j is no amount',
  (text) => {
    expect(readYuan(text)).toBeNull()
  },
)

test.each([
  ['2021-03-05', '2021-03-04T16:00:00.000Z'],
  ['2021/3/5', '2021-03-04T16:00:00.000Z'],
  ['2021年3月5日', '2021-03-04T16:00:00.000Z'],
  ['20210305', '2021-03-04T16:00:00.000Z'],
  ['2021.03.05 9:30', '2021-03-05T01:30:00.000Z'],
  ['2021-03-05T23:59:58', '2021-03-05T15:59:58.000Z'],
  ['2021-03-05 23:59:58.120', '2021-03-05T15:59:58.000Z'],
])('%s is that moment by the Shanghai clock', (text, iso) => {
  expect(readMoment(text, null)?.toISOString()).toBe(iso)
})

test.each(['2021-02-30', '2021-13-01', '5/3/2021', 'gestern', '44260', '2021-03-05 25:00', ''])(
  '%j in a text file is no date',
  (text) => {
    expect(readMoment(text, null)).toBeNull()
  },
)

test('day numbers of a spreadsheet are dates there, by the year that it counts from', () => {
  expect(readMoment('44260', 1900)?.toISOString()).toBe('2021-03-04T16:00:00.000Z')
  expect(readMoment('44260.5', 1900)?.toISOString()).toBe('2021-03-05T04:00:00.000Z')
  expect(readMoment('42798', 1904)?.toISOString()).toBe('2021-03-04T16:00:00.000Z')
})

// Guarantee: the day that was written is the business day that is kept.
test('every day is read as the business day of its name', () => {
  const days = fc.date({
    min: new Date('2000-01-02'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(days, (date) => {
      const day = date.toISOString().slice(0, 10)
      const at = readMoment(day, null)
      expect(at === null ? null : businessDay(at)).toBe(day)
    }),
  )
})

test.each(['', ' ', 'NULL', 'undefined', 'n/a', '-', '—', '无', 'NaN', '#N/A', '\u200b'])(
  '%j says nothing',
  (text) => {
    expect(isEmptyCell(text)).toBe(true)
  },
)
