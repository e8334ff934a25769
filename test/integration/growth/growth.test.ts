import { differences, type Examined } from '../../../scripts/bench/growth/examined.js'
import { copyPhoneKey, fill } from '../../../scripts/bench/growth/fill.js'
import { examinedDay } from '../../../scripts/bench/growth/day.js'
import { openProduct } from '../../../scripts/bench/product.js'
import { drop } from '../../../scripts/bench/stage.js'
import { testMongoUri } from '../../support/database.js'
import { testEnvironment } from '../../support/environment.js'
import { configOn, databaseNamed } from './config.js'

const SMALL = 2_000
const LARGE = 50_000
const FILL_MS = 120_000

const names = { small: databaseNamed('growth_small'), large: databaseNamed('growth_large') }
const environment = testEnvironment()
const examined: Partial<Record<keyof typeof names, ReadonlyMap<string, Examined>>> = {}

async function measure(side: keyof typeof names, rows: number, phoneKeyOf?: string) {
  const uri = testMongoUri()
  await drop(uri, names[side])
  await fill(uri, names[side], rows)
  if (phoneKeyOf !== undefined) {
    await copyPhoneKey(uri, { from: phoneKeyOf, to: names[side] })
  }
  const product = await openProduct(configOn(names[side], environment))
  try {
    examined[side] = await examinedDay(product)
  } finally {
    await product.close()
  }
}

beforeAll(async () => {
  await measure('small', SMALL)
  await measure('large', LARGE, names.small)
}, FILL_MS)
afterAll(async () => {
  await drop(testMongoUri(), names.small)
  await drop(testMongoUri(), names.large)
})

// Guarantee (architecture.md 5): what ingest and pipeline read does not grow with what is stored.
test('every command examines as many keys and documents among 50,000 stored events, customers and identifiers as among 2,000', () => {
  const { small, large } = examined
  expect(differences(small ?? new Map(), large ?? new Map())).toEqual([])
})

// Guarantee: the comparison above is not empty.
test('the commands that were compared are those of ingest and pipeline, and each was bounded by an index', () => {
  const kinds = [...(examined.large ?? new Map<string, Examined>()).keys()]
  const expected = [
    'insert inbox',
    'query inbox (_id)', // what was sent before, by its hash
    'query inbox (lane, state, $expr)',
    'query orders (_id)',
    'query identifiers (_id)',
    'insert orders',
    'insert timeline',
    'insert identifiers',
    'insert customers',
  ]
  expect(expected.filter((kind) => !kinds.includes(kind))).toEqual([])
  const most = Math.max(
    ...[...(examined.large ?? new Map<string, Examined>()).values()].map(({ keys }) => keys),
  )
  expect(most).toBeLessThan(SMALL)
})
