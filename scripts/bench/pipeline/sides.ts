import { allMigrations } from '../../../server/composition/catalogues.js'
import { connect, runMigrations, type Db } from '../../../server/platform/mongo/index.js'
import { openProduct, type Product } from '../product.js'
import { withDatabase, type Stage } from '../stage.js'
import { record, type Recording } from './recorded-writes.js'
import { workOff, type Part, type Work } from './work.js'

/**
 * Three databases that go through the same sets of events, so that they grow alike: one where the product is timed, one
 * where its writes are written down, one where these are made again by plain driver calls.
 */
export type Sides = Readonly<{
  timed: Product
  recorded: Product
  plain: Db
  close(): Promise<void>
}>

export async function openSides(stage: Stage, what: string): Promise<Sides> {
  const product = (side: string, isMonitored: boolean) => {
    const database = stage.freshDatabase(`${what}_${side}`)
    return openProduct(stage.config(database, { ROLE: 'worker' }), { isMonitored })
  }
  const timed = await product('timed', false)
  const recorded = await product('recorded', true)
  const plain = await connect(withDatabase(stage.mongoUri, stage.freshDatabase(`${what}_plain`)))
  await runMigrations(plain, allMigrations)
  return {
    timed,
    recorded,
    plain,
    async close() {
      await Promise.all([timed.close(), recorded.close(), plain.close()])
    },
  }
}

/** The same events wait in all three databases; answers the writes that working them takes. */
export async function prepareSet(
  { timed, recorded, plain }: Sides,
  { work, set, part }: { work: Work; set: number; part: Part },
): Promise<Recording> {
  await work.send(timed, set, part)
  await work.send(recorded, set, part)
  const waiting = await recorded.db.collection('inbox').find({ state: 'pending' }).toArray()
  await plain.collection('inbox').insertMany(waiting)
  return await record(recorded.db, () => workOff(recorded, part.to - part.from))
}

/** Throws unless every collection that the pipeline wrote holds as many documents on all sides: no side may save work. */
export async function requireEqual({ timed, recorded, plain }: Sides, { units }: Recording) {
  const written = units.flatMap(({ isTransaction, commands }) => (isTransaction ? commands : []))
  const names = new Set(written.map((command) => String(Object.values(command)[0])))
  for (const name of names) {
    const [a, b, c] = await Promise.all(
      [timed.db, recorded.db, plain].map((db) => db.collection(name).countDocuments()),
    )
    if (a !== b || b !== c) {
      throw new Error(`${name} holds ${a ?? 0}, ${b ?? 0} and ${c ?? 0} documents`)
    }
  }
  const unfinished = { state: { $in: ['pending', 'leased'] } }
  if ((await timed.db.collection('inbox').countDocuments(unfinished)) > 0) {
    throw new Error('events were left over')
  }
}
