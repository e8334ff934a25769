import { SHARDED } from '../../../scripts/shard/plan.js'
import { useSystem } from '../../support/system.js'
import { playVisit } from '../../support/visit.js'

// Guarantee: what grows can be spread over shards as scripts/shard says: no unique index stands in the way, and what
// requests and batches read and write goes to the shards that hold it. (On a real mongos this was not run.)
const system = useSystem({ suffix: '_sharding' })
const keyOf = new Map(SHARDED.map(({ collection, key }) => [collection, Object.keys(key)[0] ?? '']))

/** Asks every shard, and why that is right. Written as `collection: fields of the filter`. */
const ASKS_ALL: Readonly<Record<string, string>> = {
  // Claims ask every shard (architecture.md 3); a batch may span them.
  'inbox: $expr lane state': 'a claim',
  'inbox: $expr state': 'lapsed leases, once a second and process',
  'inbox: lane partitionKey seq state': 'the order of a claim',
  'inbox: partitionKey seq state': 'the order of a claim',
  'inbox: state waitFor': 'wakes who waits for a key, in a batch',
  'outbox: $expr isFast state': 'a claim',
  'outbox: $expr state': 'lapsed leases, once a second and process',
  'timeline: _id': 'was a foreign entry told before? in a batch, by the index of _id',
  'links: $or': 'the links of either side, in a batch',
  // Counts over everything, bounded by partial indexes; the callers are the backlog watcher and a drain.
  'inbox: $and': 'the backlog',
  'inbox: state': 'the backlog',
  'outbox: isInner state': 'the backlog',
  // Scheduled work looks at what is due, on every shard.
  'orders: closeDueAt': 'orders to close',
  'orders: completeDueAt': 'parcels that count as received',
  'payments: nextQueryAt': 'payments to ask about',
  'refunds: nextAt': 'refunds to send or ask about',
  'shipments: nextAt': 'shipments to report',
  'refunds: orderId': 'the refunds of an order, for its page; sending goes by id',
  'ledger_transfers: isSummed': 'what the sums of the days do not hold yet',
  // Reads of one person: at most 50 documents per shard. Identity would need its own list on the customer to spare them.
  'identifiers: ownerId': 'the identifiers of a customer',
  'identifiers: epochs.parts.holder': 'the phones that a customer had for a time',
  'customers: founderKey state': 'the ids that a customer has swallowed',
  'customers: founderKey':
    'the ids that identifiers have founded: a swallowed one lives again after a split',
  'orders: identifierKey': 'the orders of a customer; placing and paying go by id',
  'relations: identifierKey': 'the staff of a customer; events go by id',
}

test('every sharded collection exists and has no unique index beside its own _id', async () => {
  const { db } = system.now.deps
  const present = (await db.db?.listCollections().toArray())?.map(({ name }) => name) ?? []
  expect(SHARDED.map(({ collection }) => collection).filter((c) => !present.includes(c))).toEqual(
    [],
  )
  for (const { collection } of SHARDED) {
    const indexes = await db.collection(collection).listIndexes().toArray()
    const unique = indexes.filter((index) => index.unique === true).map(({ name }) => String(name))
    expect({ collection, unique }).toEqual({ collection, unique: [] })
  }
})

test('the commands of a visit, from the contact to the paid order, name their shard', async () => {
  const { db } = system.now.deps
  await db.db?.command({ profile: 2 })
  await playVisit(system.now)
  await db.db?.command({ profile: 0 })
  const commands = await commandsOn(new Set(keyOf.keys()))
  const targeted = commands.filter(({ isTargeted }) => isTargeted)
  const everywhere = new Set(commands.filter((c) => !c.isTargeted).map(({ shape }) => shape))
  expect([...everywhere].filter((shape) => !(shape in ASKS_ALL)).sort()).toEqual([])
  expect(targeted.length).toBeGreaterThan(50)
})

type Profiled = Readonly<{ ns: string; op: string; command: Record<string, unknown> }>
type Seen = Readonly<{ shape: string; isTargeted: boolean }>

/** Reads and writes of the profiler with the fields that they filter by. */
async function commandsOn(collections: ReadonlySet<string>): Promise<Seen[]> {
  const { db } = system.now.deps
  const profiled = await db.collection<Profiled>('system.profile').find().toArray()
  return profiled.flatMap(({ ns, command }) => {
    const collection = ns.slice(ns.indexOf('.') + 1)
    const filter = filterOf(command)
    if (!collections.has(collection) || filter === null) {
      return []
    }
    const shape = `${collection}: ${Object.keys(filter).sort().join(' ')}`
    return [{ shape, isTargeted: isOneShard(filter[keyOf.get(collection) ?? '']) }]
  })
}

/** Null for what has no filter: an insert names its shard by the document, a commit has none. */
function filterOf(command: Record<string, unknown>): Record<string, unknown> | null {
  const [stage] = Array.isArray(command.pipeline) ? (command.pipeline as unknown[]) : []
  const match = (stage as { $match?: unknown } | undefined)?.$match
  const filter = command.filter ?? command.q ?? command.query ?? match
  return typeof filter === 'object' && filter !== null ? (filter as Record<string, unknown>) : null
}

/** Equality or a list of values: anything else is a range over all hashes. */
function isOneShard(condition: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) {
    return condition !== undefined
  }
  return '$in' in condition || '$eq' in condition
}
