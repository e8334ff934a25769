import mongoose from 'mongoose'
import { isStoreUnavailable } from '../../../server/platform/http/store-unavailable.js'
import { isNetworkError } from '../../../server/platform/mongo/index.js'

const { MongoBulkWriteError, MongoNetworkError, MongoServerError } = mongoose.mongo

// As the driver wraps whatever happens to an insertMany or bulkWrite on its way (mongodb 7.8, bulk/common.js).
function inBulk(error: Error) {
  return new MongoBulkWriteError(error as never, {} as never)
}

// Guarantee: a primary that is killed under an insertMany is a cut connection (tried again) and a 503, never a 500.
test('a cut connection is known as one inside of a bulk write too', () => {
  const cut = new MongoNetworkError('connection 5 to 127.0.0.1:27017 closed')
  expect([cut, inBulk(cut)].map(isNetworkError)).toEqual([true, true])
  expect([cut, inBulk(cut)].map(isStoreUnavailable)).toEqual([true, true])
})

test('what the server itself refuses in a bulk write is no cut connection', () => {
  const refused = new MongoServerError({ message: 'E11000 duplicate key', code: 11_000 })
  expect([refused, inBulk(refused)].map(isNetworkError)).toEqual([false, false])
  expect([refused, inBulk(refused)].map(isStoreUnavailable)).toEqual([false, false])
})
