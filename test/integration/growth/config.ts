import { loadConfig, type Config } from '../../../server/config.js'
import { refuseRealDatabase, testMongoUri } from '../../support/database.js'
import { testEnvironment } from '../../support/environment.js'

/** A database of this jest worker. */
export function databaseNamed(suffix: string): string {
  const suite = process.env.HUIKE_TEST_SUITE ?? 'jest'
  const name = `test_${suite}_${process.env.JEST_WORKER_ID ?? '1'}_${suffix}`
  refuseRealDatabase(name)
  return name
}

export const OPEN_API_KEY = 'a-key-of-thirty-two-characters-00'

/** The product on this database; `environment` is made once, as its certificate takes a while. */
export function configOn(dbName: string, environment = testEnvironment()): Config {
  const config = loadConfig({ ...environment, OPEN_API_KEYS: `test:${OPEN_API_KEY}` })
  return { ...config, mongo: { uri: testMongoUri(), dbName } }
}
