import type { mongo } from 'mongoose'
import type { Db, InTransaction } from '../../../server/platform/mongo/index.js'

type Row = mongo.Document & { _id: string }
type Evidence = Row & { identifiers: { key: string }[] }
type Identifier = Row & { ownerId: string }

/** Collection → what an import has written to it for some rows. */
export type Documents = ReadonlyMap<string, readonly Row[]>

/** The head is line 1, so the n-th row from 0 on is line n + 2. */
const LINE_OF_FIRST = 2

/** Everything that these rows of an import have brought. `from` and `to`: rows, the last one not included. */
export async function documentsOf(
  db: Db,
  importId: string,
  { from, to }: Readonly<{ from: number; to: number }>,
): Promise<Documents> {
  const lines = Array.from(
    { length: to - from },
    (_, n) => `import:${importId}:${from + n + LINE_OF_FIRST}`,
  )
  const ids = { _id: { $in: lines } }
  const timeline = await db.collection<Row>('timeline').find(ids).toArray()
  const evidence = await db.collection<Evidence>('evidence').find(ids).toArray()
  const keys = [
    ...new Set(evidence.flatMap(({ identifiers }) => identifiers.map(({ key }) => key))),
  ]
  const identifiers = await db
    .collection<Identifier>('identifiers')
    .find({ _id: { $in: keys } })
    .toArray()
  const owners = [...new Set(identifiers.map(({ ownerId }) => ownerId))]
  const customers = await db
    .collection<Row>('customers')
    .find({ _id: { $in: owners } })
    .toArray()
  const links = await db
    .collection<Row>('links')
    .find({ a: { $in: keys } })
    .toArray()
  return new Map<string, readonly Row[]>([
    ['timeline', timeline],
    ['evidence', evidence],
    ['links', links],
    ['identifiers', identifiers],
    ['customers', customers],
  ])
}

/** One transaction for all. */
export async function insertPlainly(
  db: Db,
  inTransaction: InTransaction,
  documents: Documents,
): Promise<void> {
  await inTransaction(async (tx) => {
    for (const [name, rows] of documents) {
      if (rows.length > 0) {
        await db.collection<Row>(name).insertMany([...rows], { session: tx })
      }
    }
  })
}
