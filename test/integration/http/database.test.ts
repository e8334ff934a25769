import { refuseRealDatabase, useDatabase } from '../../support/database.js'

const database = useDatabase()

test('each worker has a database of its own, with the concerns of the product', async () => {
  await database.db.collection('probe').insertOne({ at: new Date() })
  expect(await database.db.collection('probe').countDocuments()).toBe(1)
  await database.empty()
  expect(await database.db.collection('probe').countDocuments()).toBe(0)
})

// Guarantee: no test helper can empty a database that holds real data.
test('a database that is not a test database is refused', () => {
  expect(() => refuseRealDatabase('huike')).toThrow('refused')
})
