import { connect, type Db } from '../../../server/platform/mongo/index.js'

const IN_ONE_INSERT = 5_000
const DAY_MS = 24 * 60 * 60 * 1_000
/** Filled data is spread over so many days back. */
const DAYS = 300
/** Where the product keeps the key of its blind index. */
const SECRETS = 'platform_secrets'
const APPID = 'wx-filler-app'

/**
 * Stores so many finished events, customers and identifiers of other people than the bench works with, straight into the
 * collections. Before the migrations: an index over a million rows is built faster than kept.
 */
export async function fill(uri: string, dbName: string, rows: number): Promise<void> {
  const db = await connect(uri, { dbName, appName: 'bench' })
  try {
    for (let start = 0; start < rows; start += IN_ONE_INSERT) {
      const numbers = Array.from(
        { length: Math.min(IN_ONE_INSERT, rows - start) },
        (_, n) => start + n,
      )
      await Promise.all([
        insert(db, 'inbox', numbers.map(inboxRow)),
        insert(db, 'identifiers', numbers.map(identifier)),
        insert(db, 'customers', numbers.map(customer)),
      ])
    }
  } finally {
    await db.close()
  }
}

/**
 * Gives a filled store the key of another one's blind index, before the product first opens it: phones then have the same
 * keys, and the same neighbours in the index, in both.
 */
export async function copyPhoneKey(
  uri: string,
  names: { from: string; to: string },
): Promise<void> {
  const from = await connect(uri, { dbName: names.from, appName: 'bench' })
  const to = await connect(uri, { dbName: names.to, appName: 'bench' })
  try {
    await to.collection(SECRETS).insertMany(await from.collection(SECRETS).find().toArray())
  } finally {
    await Promise.all([from.close(), to.close()])
  }
}

async function insert(db: Db, name: string, documents: object[]): Promise<void> {
  const options = { ordered: false, writeConcern: { w: 1, journal: false } } as const
  await db.collection(name).insertMany(documents, options)
}

const padded = (n: number) => String(n).padStart(12, '0')
const momentOf = (n: number) =>
  new Date(Date.now() - DAY_MS - (n % (DAYS * 1_000)) * (DAY_MS / 1_000))
const openidKey = (n: number) => `openid:${APPID}:filler-${padded(n)}`
const customerId = (n: number) => `cus_filler0000${padded(n)}`

function inboxRow(n: number) {
  const at = momentOf(n)
  return {
    _id: `open:filler:${padded(n)}`,
    source: 'filler',
    type: 'page.viewed',
    partitionKey: openidKey(n),
    lane: 'normal',
    seq: at.getTime() * 4_096,
    occurredAt: at,
    receivedAt: at,
    contentHash: padded(n).repeat(5),
    sealed: `bench.${'A'.repeat(240)}`,
    state: 'done',
    dueAt: at,
    attempts: 1,
    outcome: 'done',
    doneAt: at,
  }
}

const NOTHING_PAID = { ordersPaid: 0, paidFen: 0, refundedFen: 0 } as const

function identifier(n: number) {
  const at = momentOf(n)
  return {
    _id: openidKey(n),
    type: 'openid',
    scope: APPID,
    value: `filler-${padded(n)}`,
    ownerId: customerId(n),
    isCarrier: true,
    degree: 0,
    strength: 'verified',
    source: 'filler',
    ...NOTHING_PAID,
    firstSeenAt: at,
    lastSeenAt: at,
  }
}

function customer(n: number) {
  const at = momentOf(n)
  return {
    _id: customerId(n),
    state: 'living',
    founderKey: openidKey(n),
    identifierCount: 1,
    version: 1,
    createdAt: at,
    ...NOTHING_PAID,
    firstSeenAt: at,
    lastSeenAt: at,
    nameKeys: [],
  }
}
