import mongoose from 'mongoose'
import { originOf } from '../mongo/index.js'

const NAMES = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoWaitQueueTimeoutError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoOperationTimeoutError',
])

// A primary that steps down or shuts down, and a query that ran into its maxTimeMS.
const SERVER_CODES = new Set([50, 91, 189, 262, 10_107, 11_600, 11_602, 13_435, 13_436])

/** Did this fail because the database cannot be reached or does not answer in time? Then a 503 asks to come again. */
export function isStoreUnavailable(thrown: unknown): boolean {
  const error = originOf(thrown)
  if (!(error instanceof Error)) {
    return false
  }
  const code = error instanceof mongoose.mongo.MongoServerError ? error.code : undefined
  return NAMES.has(error.name) || (typeof code === 'number' && SERVER_CODES.has(code))
}
