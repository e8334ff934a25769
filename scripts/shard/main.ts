import { connect, type Db } from '../../server/platform/mongo/index.js'
import { shardCommands, SHARDED } from './plan.js'

/** Prints how the collections are distributed; with `--apply` runs the commands on the mongos of MONGODB_URI. */

const print = (text: string) => void process.stdout.write(`${text}\n`)

try {
  await (process.argv.includes('--apply') ? apply() : show())
} catch (error) {
  process.stderr.write(`shard: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function show(): void {
  shardCommands('huike').forEach((command) => print(`db.adminCommand(${JSON.stringify(command)})`))
  print('')
  SHARDED.forEach(({ collection, why }) => print(`${collection.padEnd(16)}${why}`))
}

async function apply(): Promise<void> {
  const { MONGODB_URI: uri } = process.env
  if (uri === undefined || uri === '') {
    throw new Error('MONGODB_URI is not set: name the mongos and the database')
  }
  const db = await connect(uri, { appName: 'huike-shard' })
  try {
    await requireMongos(db)
    for (const command of shardCommands(db.name)) {
      await db.getClient().db('admin').command(command)
      print(`done ${JSON.stringify(command)}`)
    }
  } finally {
    await db.close()
  }
}

async function requireMongos(db: Db): Promise<void> {
  const hello = await db.getClient().db('admin').command({ hello: 1 })
  if (hello.msg !== 'isdbgrid') {
    throw new Error(
      'MONGODB_URI names no mongos: a replica set is not sharded. Nothing was changed.',
    )
  }
}
