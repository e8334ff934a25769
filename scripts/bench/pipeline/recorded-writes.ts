import type mongoose from 'mongoose'
import type { Db } from '../../../server/platform/mongo/index.js'

type Command = Readonly<Record<string, unknown>>

/** Writes that belong together: of one transaction, or one by itself. */
type Unit = Readonly<{ isTransaction: boolean; commands: Command[] }>

export type Recording = Readonly<{
  units: readonly Unit[]
  /** Every command of the work, reads too, in the order sent: `find inbox`. */
  names: readonly string[]
}>

const WRITES = ['insert', 'update', 'delete', 'findAndModify']
/** What the driver adds to a command for its session; each run has its own. */
const OF_THE_SESSION = new Set([
  'lsid',
  'txnNumber',
  'startTransaction',
  'autocommit',
  'readConcern',
  'writeConcern',
  '$clusterTime',
  '$db',
])

/** Runs the work and writes down what it asked of the database. `db` must have been opened with `monitorCommands`. */
export async function record(db: Db, work: () => Promise<unknown>): Promise<Recording> {
  const open = new Map<unknown, Unit>()
  const units: Unit[] = []
  const names: string[] = []
  const hear = ({ commandName, command }: mongoose.mongo.CommandStartedEvent) => {
    if (isLookAtFastLane(command)) {
      return
    }
    names.push(`${commandName} ${String(command[commandName])}`)
    if (commandName === 'abortTransaction') {
      throw new Error('a transaction of the bench was aborted')
    }
    if (WRITES.includes(commandName)) {
      unitOf(command, { open, units }).commands.push(withoutSession(command))
    }
  }
  const client = db.getClient()
  client.on('commandStarted', hear)
  try {
    await work()
  } finally {
    client.off('commandStarted', hear)
  }
  return { units, names }
}

/** The fast lane has a loop of its own; ticking by hand asks it, too. */
function isLookAtFastLane({ find, filter }: Command): boolean {
  return find === 'inbox' && (filter as { lane?: unknown }).lane === 'fast'
}

function unitOf(
  command: Command,
  { open, units }: { open: Map<unknown, Unit>; units: Unit[] },
): Unit {
  const isTransaction = command['autocommit'] === false
  const name = isTransaction
    ? `${JSON.stringify(command['lsid'])} ${String(command['txnNumber'])}`
    : {}
  const unit = open.get(name) ?? { isTransaction, commands: [] }
  if (!open.has(name)) {
    open.set(name, unit)
    units.push(unit)
  }
  return unit
}

function withoutSession(command: Command): Command {
  return Object.fromEntries(Object.entries(command).filter(([name]) => !OF_THE_SESSION.has(name)))
}

/** The same writes by plain driver calls: the documents are there, nothing is read, nothing is decided. */
export async function replay(db: Db, { units }: Recording): Promise<void> {
  const client = db.getClient()
  const database = client.db(db.name)
  const durable = { w: 'majority', j: true } as const
  for (const { isTransaction, commands } of units) {
    if (!isTransaction) {
      for (const command of commands) {
        await database.command({ ...command, writeConcern: durable })
      }
      continue
    }
    const session = client.startSession()
    session.startTransaction({
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', journal: true },
    })
    for (const command of commands) {
      await database.command(command, { session })
    }
    await session.commitTransaction()
    await session.endSession()
  }
}
