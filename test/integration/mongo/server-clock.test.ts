import { connect, serverClock, type Db } from '../../../server/platform/mongo/index.js'
import { testMongoUri } from '../../support/database.js'

const OFF_MS = 30_000
/** The way of an answer, on a busy machine. */
const NEAR_MS = 2_000

let db: Db | undefined
afterEach(async () => {
  jest.restoreAllMocks()
  await db?.close()
})

// Guarantee: a process whose clock is wrong stores events that are due at once for everybody, and in the right order.
test.each([OFF_MS, -OFF_MS])('a process clock off by %d ms does not show', async (offMs) => {
  const rightNow = Date.now.bind(Date)
  jest.spyOn(Date, 'now').mockImplementation(() => rightNow() + offMs)
  db = await connect(testMongoUri(), { dbName: 'test_server_clock' })
  const difference = serverClock(db).now().getTime() - rightNow()
  expect(Math.abs(difference)).toBeLessThan(NEAR_MS)
})
