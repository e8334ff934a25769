import { SHARDED } from '../../../scripts/shard/plan.js'
import { testMongoUri } from '../../support/database.js'
import { runCommand } from './run-command.js'

const RUN_MS = 120_000

test(
  'npm run shard: prints a command for every collection that grows',
  async () => {
    const { code, stdout } = await runCommand('npm run shard')
    expect(code).toBe(0)
    expect(stdout).toContain('db.adminCommand({"enableSharding":"huike"})')
    for (const { collection, key } of SHARDED) {
      expect(stdout).toContain(
        `db.adminCommand(${JSON.stringify({ shardCollection: `huike.${collection}`, key })})`,
      )
    }
  },
  RUN_MS,
)

// Guarantee: nobody shards the wrong server by mistake. No mongos is at hand here: a successful --apply is not run.
test(
  'npm run shard -- --apply: refuses what is no mongos and changes nothing',
  async () => {
    const { code, output } = await runCommand('npm run shard -- --apply', {
      MONGODB_URI: testMongoUri(),
    })
    expect(code).toBe(1)
    expect(output).toContain('names no mongos')
    expect(output).not.toContain('done {')
  },
  RUN_MS,
)
