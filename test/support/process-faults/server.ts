import { allMigrations } from '../../../server/composition/catalogues.js'
import { loadConfig } from '../../../server/config.js'
import { runProcess } from '../../../server/run-process.js'
import { nextVersionMigrations } from './next-version.js'
import { SHORT_LIMITS } from './short-limits.js'

// server/main.ts with short bounds: the process under test. Tells its parent when it is ready.

const isNextVersion = process.env.FAULTS_VERSION === 'next'
const port = await runProcess(loadConfig(), {
  limits: SHORT_LIMITS,
  migrations: isNextVersion ? [...allMigrations, ...nextVersionMigrations] : allMigrations,
})
process.send?.({ listening: port })
