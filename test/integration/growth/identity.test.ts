import { areas, type Ground } from '../../../scripts/bench/identity/identity.js'
import { exponentOf } from '../../../scripts/bench/identity/cluster.js'
import type { Figure } from '../../../scripts/bench/figure.js'
import { drop } from '../../../scripts/bench/stage.js'
import { testMongoUri } from '../../support/database.js'
import { databaseNamed } from './config.js'

const databases: string[] = []
const notes: string[] = []
const ground = (size: number): Ground => ({
  ...{ isQuick: true, size, mongoUri: testMongoUri() },
  note: (text) => void notes.push(text),
  freshDatabase(what) {
    const name = databaseNamed(`${what}_${databases.length}`)
    databases.push(name)
    return name
  },
})
jest.setTimeout(180_000)
afterAll(async () => {
  for (const name of databases) {
    await drop(testMongoUri(), name)
  }
})

const missed = (figures: readonly Figure[]) =>
  figures.filter(({ isMet, unit }) => isMet === false && unit !== '×').map(({ name }) => name)

// Guarantee: what resolving and merging read does not grow with what is stored. (How long it takes says a bench.)
test('resolving and merging examine the same among 6,000 identifiers as among 3,000', async () => {
  const figures = await areas.resolving(ground(6_000))
  expect({ missed: missed(figures), notes: notes.filter((text) => text.includes('{')) }).toEqual({
    missed: [],
    notes: [],
  })
  expect(figures.find(({ unit }) => unit === 'documents')?.value).toBeGreaterThan(0)
})

test('a merge into a customer of 48 identifiers rewrites one', async () => {
  const figures = await areas.cluster(ground(1_000))
  expect(missed(figures)).toEqual([])
  expect(figures.find(({ unit }) => unit === 'identifiers')?.value).toBe(1)
})

test('what an event touches stays small beside tablets and cashier phones', async () => {
  const figures = await areas.touched(ground(4_000))
  expect(missed(figures)).toEqual([])
  expect(Math.max(...figures.map(({ value }) => value))).toBeLessThan(50)
})

// Guarantee: the world that is measured is one that the product would have stored: by the rules in force nobody changes.
test('a dry run by the rules in force changes nobody in the seeded world', async () => {
  const [rate] = await areas.trial(ground(2_000))
  expect(rate?.name).toContain('2,001 customers')
})

test('the exponent of what grows with the square is two', () => {
  const costs = [2, 4, 8].map((size) => ({ size, ms: 3 * size ** 2 }))
  expect(exponentOf(costs)).toBeCloseTo(2)
})
