import { inboxMigrations } from '../../../server/modules/inbox/index.js'
import type { InboxRow } from '../../../server/modules/inbox/inbox.model.js'
import { inboxWriter } from '../../../server/modules/inbox/inbox.writer.js'
import { connect, runMigrations, type Db } from '../../../server/platform/mongo/index.js'
import { testMongoUri } from '../../support/database.js'
import { tcpProxy, type TcpProxy } from '../../support/process-faults/tcp-proxy.js'
import { databaseNamed } from './config.js'

const PLATFORM_WAITS_MS = 5_000
const name = databaseNamed('silent_store')
let wire: TcpProxy
let db: Db

beforeAll(async () => {
  const port = /:(?<port>\d+)/.exec(testMongoUri().slice('mongodb://'.length))?.groups?.['port']
  wire = await tcpProxy(Number(port))
  db = await connect(`mongodb://127.0.0.1:${wire.port}/?directConnection=true`, { dbName: name })
  await db.dropDatabase()
  await runMigrations(db, inboxMigrations)
})
afterAll(async () => {
  await db.dropDatabase()
  await db.close()
  await wire.close()
})

function row(key: string): InboxRow {
  const now = new Date()
  return {
    _id: key,
    source: 'test',
    type: 'test.happened',
    partitionKey: key,
    lane: 'normal',
    seq: now.getTime(),
    occurredAt: now,
    receivedAt: now,
    contentHash: 'h',
    sealed: 'k1.x',
    state: 'pending',
    dueAt: now,
    attempts: 0,
  }
}

// Guarantee (contract.md 3, architecture.md 5): a store that says nothing is a 503 while the platform still listens. The driver's own `timeoutMS` does nothing: without a bound of ours it is a minute.
test('a row on a silent connection is refused within 5 s, and stored when it comes again', async () => {
  const writer = inboxWriter(db)
  expect(await writer.insert(row('before'))).toBe('stored')
  wire.silence()
  const startedAt = performance.now()
  await expect(writer.insert(row('again'))).rejects.toThrow('store-unavailable')
  expect(performance.now() - startedAt).toBeLessThan(PLATFORM_WAITS_MS)
  expect(await writer.insert(row('again'))).toBe('stored')
}, 180_000)
