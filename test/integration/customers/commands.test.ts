import mongoose from 'mongoose'
import { customersMigrations, type CustomerFact } from '../../../server/modules/customers/index.js'
import { customersStep } from '../../../server/modules/customers/customers.steps.js'
import { identifierReader } from '../../../server/modules/customers/identifier-reader.js'
import { blindIndex, piiCipher } from '../../../server/platform/crypto/index.js'
import { transactions, type Db } from '../../../server/platform/mongo/index.js'
import { decideBatch, type InboundEvent } from '../../../server/platform/pipeline/index.js'
import { useDatabase } from '../../support/database.js'
import { factoryRules } from '../../support/factory-rules.js'
import { login, told } from './shop.js'

const database = useDatabase(customersMigrations, { suffix: '_commands' })
let db: Db
let commands: string[] = []
beforeAll(async () => {
  const options = { dbName: database.name, monitorCommands: true, autoIndex: false }
  db = await mongoose.createConnection(database.uri, options).asPromise()
  db.getClient().on('commandStarted', ({ commandName }) => commands.push(commandName))
})
afterAll(() => db.close())

async function commandsOf(events: readonly InboundEvent[]): Promise<string[]> {
  const reader = identifierReader({
    cipher: piiCipher(new Map([['k1', Buffer.alloc(32, 1)]])),
    phoneIndex: blindIndex(Buffer.alloc(32, 2)),
    unionidScope: 'main',
    corpId: 'ww1',
  })
  const rules = factoryRules()
  await rules.refresh()
  commands = []
  const plan = await decideBatch<CustomerFact>(
    [customersStep({ db, reader, rules, clock: { now: () => new Date() } })],
    events,
  )
  await transactions(db)((tx) => plan.write(tx))
  return commands
}

const numbers = Array.from({ length: 100 }, (_, n) => n)
const views = (suffix = '') =>
  numbers.map((n) =>
    told({ openid: `v${n}${suffix}`, appid: 'wx1' }, { type: 'page.viewed', source: 'app' }),
  )

// Guarantee: a batch costs a fixed number of commands, however many events and people are in it (architecture.md 5).
test('a batch of 100 events costs the same few commands as one of 10', async () => {
  const few = await commandsOf(views('few').slice(0, 10))
  const many = await commandsOf(views())
  expect(many).toEqual(few)
  const reads = ['find', 'find'] // the identifiers, and what operators said of new ones
  expect(many).toEqual([...reads, 'insert', 'insert', 'insert', 'commitTransaction'])
})

test('100 log-ins of new people take 9 commands; new and known people together 13', async () => {
  const fresh = await commandsOf(numbers.map((n) => login(`o${n}`, `u${n}`)))
  expect(fresh.length).toBeLessThanOrEqual(9)
  const mixed = numbers.map((n) =>
    n % 2 === 0 ? login(`o${n}`, `u${n}`) : login(`new${n}`, `newu${n}`),
  )
  expect((await commandsOf(mixed)).length).toBeLessThanOrEqual(13)
})

test('100 merges take 17 commands', async () => {
  const apart = numbers.flatMap((n) => [
    told({ openid: `y${n}`, appid: 'wx1' }),
    told({ unionid: `z${n}` }),
  ])
  await commandsOf(apart)
  const together = numbers.map((n) => login(`y${n}`, `z${n}`))
  expect((await commandsOf(together)).length).toBeLessThanOrEqual(17)
  const merged = await database.db.collection('customers').countDocuments({ state: 'merged' })
  expect(merged).toBe(100)
})
