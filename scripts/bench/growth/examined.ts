import type { Db } from '../../../server/platform/mongo/index.js'

/** What commands of one kind have cost: `update identifiers (_id, ownerId)`. */
export type Examined = Readonly<{ times: number; keys: number; documents: number }>

type Profile = Readonly<{
  op: string
  ns: string
  command?: Readonly<Record<string, unknown>>
  keysExamined?: number
  docsExamined?: number
}>

const LOG_BYTES = 64 * 1024 * 1024
const ALL = 2
const NONE = 0

/** Runs the work under MongoDB's own profiler: keys and documents examined by every command, reads and writes alike. */
export async function examinedBy(
  db: Db,
  work: () => Promise<unknown>,
): Promise<ReadonlyMap<string, Examined>> {
  const database = db.getClient().db(db.name)
  await database.dropCollection('system.profile').catch(() => undefined)
  await database.createCollection('system.profile', { capped: true, size: LOG_BYTES })
  await database.command({ profile: ALL })
  try {
    await work()
  } finally {
    await database.command({ profile: NONE })
  }
  const log = await database.collection<Profile>('system.profile').find().toArray()
  const kinds = new Map<string, Examined>()
  for (const entry of log.filter(({ ns }) => !ns.endsWith('.system.profile'))) {
    const kind = kindOf(entry)
    const { times, keys, documents } = kinds.get(kind) ?? { times: 0, keys: 0, documents: 0 }
    kinds.set(kind, {
      times: times + 1,
      keys: keys + (entry.keysExamined ?? 0),
      documents: documents + (entry.docsExamined ?? 0),
    })
  }
  return kinds
}

function kindOf({ op, ns, command = {} }: Profile): string {
  const collection = ns.slice(ns.indexOf('.') + 1)
  const filter = (command['filter'] ?? command['q'] ?? command['query'] ?? {}) as object
  const fields = Object.keys(filter).join(', ')
  const name = op === 'command' ? (Object.keys(command)[0] ?? op) : op
  return fields === '' ? `${name} ${collection}` : `${name} ${collection} (${fields})`
}

/** The kinds of commands that cost another number of keys or documents on the other side, in words. */
export function differences(
  small: ReadonlyMap<string, Examined>,
  large: ReadonlyMap<string, Examined>,
): string[] {
  const shown = (one: Examined | undefined) => JSON.stringify(one ?? null)
  return [...new Set([...small.keys(), ...large.keys()])].flatMap((kind) => {
    const [a, b] = [shown(small.get(kind)), shown(large.get(kind))]
    return a === b ? [] : [`${kind}: ${a} and ${b}`]
  })
}
