import { inboxMigrations } from '../../../server/modules/inbox/index.js'
import { inboxRepository } from '../../../server/modules/inbox/inbox.repository.js'
import { piiCipher } from '../../../server/platform/crypto/index.js'
import { connect, transactions, type Db } from '../../../server/platform/mongo/index.js'
import { useDatabase } from '../../support/database.js'

// Failure story 28: 131,418 of 930,005 acknowledged messages were lost at a power failure, because the store had
// acknowledged them before they were on disk. Guarantee: the commands before an answer, and every commit, ask for the
// majority and the journal. (That no acknowledged event is lost with a killed primary is shown in process-faults.)
const database = useDatabase(inboxMigrations, { suffix: '_durable' })
const DURABLE = { w: 'majority', j: true }
const WRITES = ['insert', 'update', 'delete', 'findAndModify', 'commitTransaction']
type Sent = Readonly<{ name: string; writeConcern: unknown; inTransaction: boolean }>

let db: Db
const sent: Sent[] = []

beforeAll(async () => {
  db = await connect(database.uri, { dbName: database.name, monitorCommands: true })
  db.getClient().on('commandStarted', ({ commandName: name, command }) => {
    const { writeConcern, autocommit } = command as { writeConcern?: unknown; autocommit?: false }
    sent.push({ name, writeConcern, inTransaction: autocommit === false })
  })
})
beforeEach(() => void sent.splice(0))
afterAll(() => db.close())

const writes = () => sent.filter(({ name }) => WRITES.includes(name))
const event = (key: string) => ({
  key,
  source: 'test',
  type: 'test.happened',
  partitionKey: key,
  occurredAt: new Date(),
  payload: '{}',
})
const cipher = piiCipher(new Map([['k1', Buffer.alloc(32, 7)]]))

test('failure story 28: an event is acknowledged by one insert that a majority has journaled', async () => {
  const inbox = inboxRepository({ db, cipher })
  expect(await inbox.insert(event('durable-1'))).toBe('stored')
  expect(writes()).toEqual([{ name: 'insert', writeConcern: DURABLE, inTransaction: false }])
})

test('failure story 28: a transaction is committed by the majority, journaled', async () => {
  const inbox = inboxRepository({ db, cipher })
  await transactions(db)(async (tx) => inbox.insertIn([event('durable-2')], tx))
  const commits = writes().filter(({ name }) => name === 'commitTransaction')
  expect(commits).toMatchObject([{ writeConcern: DURABLE }])
})
