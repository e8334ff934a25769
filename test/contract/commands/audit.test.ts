import { useSystem } from '../../support/system.js'
import { testMongoUri } from '../../support/database.js'
import { runCommand } from './run-command.js'

const RUN_MS = 180_000
const system = useSystem({ suffix: '_audit_command' })

const environment = () => {
  const uri = new URL(testMongoUri())
  uri.pathname = `/${system.now.databaseName}`
  return { MONGODB_URI: uri.toString() }
}

test(
  'npm run audit: names every invariant and ends well on a sound database',
  async () => {
    const { code, stdout } = await runCommand('npm run audit', environment())
    expect({ code, stdout }).toMatchObject({ code: 0 })
    expect(stdout).toMatch(/^ok {5}identifier-has-one-living-owner: /m)
    expect(stdout).toMatch(/audit: \d+ invariants, 0 violations/)
  },
  RUN_MS,
)

// Guarantee: a broken promise ends the command with a code that a scheduler sees, and with the id that breaks it.
test(
  'npm run audit: names what is broken and ends with 1, and changes nothing',
  async () => {
    const pools = system.now.deps.db.collection<{ _id: string }>('stock_pools')
    const broken = { _id: 'sku_1:main', isUnlimited: false, total: 1, held: 0, sold: 2 }
    await pools.insertOne(broken)
    const { code, stdout } = await runCommand('npm run audit', environment())
    expect(await pools.findOne({ _id: broken._id })).toEqual(broken)
    await pools.deleteOne({ _id: broken._id })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^BROKEN pool-is-not-oversold: /m)
    expect(stdout).toContain('sku_1:main')
  },
  RUN_MS,
)

test(
  'npm run audit: without a running database it says what to do',
  async () => {
    const { code, output } = await runCommand('npm run audit', {
      MONGODB_URI: '',
      DATA_DIR: '.huike/none',
    })
    expect(code).toBe(1)
    expect(output).toContain('set MONGODB_URI')
  },
  RUN_MS,
)
