import mongoose from 'mongoose'
import { prepareCallbacks, wecomKeysOf } from '../../../scripts/bench/load/callbacks.js'
import { shopDay } from '../../../scripts/bench/pipeline/shop-day.js'
import { openProduct, type Product } from '../../../scripts/bench/product.js'
import { drop } from '../../../scripts/bench/stage.js'
import { testMongoUri } from '../../support/database.js'
import { testEnvironment } from '../../support/environment.js'
import { configOn, databaseNamed } from './config.js'

const name = databaseNamed('growth_duplicates')
const environment = testEnvironment()
const EVENTS = 100
let product: Product
let commands: mongoose.mongo.CommandStartedEvent[] = []

beforeAll(async () => {
  await drop(testMongoUri(), name)
  product = await openProduct(configOn(name, environment), { isMonitored: true })
  product.db.getClient().on('commandStarted', (event) => commands.push(event))
})
beforeEach(() => {
  commands = []
})
afterAll(async () => {
  await product.close()
  await drop(testMongoUri(), name)
})

const told = () =>
  commands.map(({ commandName, command }) => `${commandName} ${String(command[commandName])}`)

// Guarantee (architecture.md 5): a platform that sends again costs no read, whatever is stored.
test('callbacks that were stored before cost their insert and nothing else', async () => {
  const callbacks = prepareCallbacks(wecomKeysOf(environment), EVENTS)
  await product.sendCallbacks(callbacks)
  commands = []
  await product.sendCallbacks(callbacks)
  expect(new Set(told())).toEqual(new Set(['insert inbox']))
  expect(commands.length).toBeLessThan(EVENTS)
  expect(await product.db.collection('inbox').countDocuments()).toBe(EVENTS)
})

// Guarantee (architecture.md 5): telling a repetition from a conflict is one read for a whole request.
test('a request of 100 open API events that were sent before costs one read by _id', async () => {
  const events = shopDay({ set: 0, events: EVENTS })
  await product.sendEvents(events)
  commands = []
  await product.sendEvents(events, 'duplicate')
  const reads = commands.filter(({ commandName }) => commandName !== 'insert')
  expect(reads).toHaveLength(1)
  const [read] = reads
  const { find, filter } = (read?.command ?? {}) as {
    find?: string
    filter?: { _id?: { $in?: string[] } }
  }
  expect({ find, ids: filter?._id?.$in?.length }).toEqual({ find: 'inbox', ids: EVENTS })
})
