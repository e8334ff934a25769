import { catalogMigrations, catalogQueries } from '../../../server/modules/catalog/index.js'
import { orderMigrations, orderQueries } from '../../../server/modules/orders/index.js'
import {
  incidentQueries,
  paymentMigrations,
  paymentQueries,
} from '../../../server/modules/payments/index.js'
import { stockMigrations, stockQueries } from '../../../server/modules/stock/index.js'
import { useDatabase } from '../../support/database.js'

const migrations = [
  ...catalogMigrations,
  ...stockMigrations,
  ...paymentMigrations,
  ...orderMigrations,
]
const database = useDatabase(migrations)

const COLLECTIONS: Readonly<Record<string, string>> = { prices: 'price_changes' }
const collectionOf = (name: string) => {
  const [first = ''] = name.split('.')
  return COLLECTIONS[first] ?? first
}
/** For no query: a unique guard or a time to live. */
const WITHOUT_QUERY = ['at_1']
const queries = [
  ...catalogQueries,
  ...stockQueries,
  ...paymentQueries,
  ...incidentQueries,
  ...orderQueries,
]

type Stage = { stage?: string; indexName?: string; inputStage?: Stage; inputStages?: Stage[] }
function indexesOf(stage: Stage): string[] {
  const inner = [stage.inputStage, ...(stage.inputStages ?? [])].flatMap((one) =>
    one === undefined ? [] : indexesOf(one),
  )
  if (stage.stage === 'COLLSCAN' || stage.stage === 'SORT') {
    return [stage.stage, ...inner]
  }
  return [...(stage.indexName === undefined ? [] : [stage.indexName]), ...inner]
}

// Guarantee: no query of ordering scans a collection or sorts in memory.
test.each(queries.map((query) => [query.name, query] as const))(
  '%s uses its index',
  async (name, query) => {
    const found = database.db.collection(collectionOf(name)).find(query.filter)
    const plan = await found.sort({ ...query.sort }).explain('queryPlanner')
    const winning = (plan as { queryPlanner: { winningPlan: Stage } }).queryPlanner.winningPlan
    const used = winning.stage === 'IDHACK' ? ['_id_'] : indexesOf(winning)
    expect([...new Set(used)]).toEqual([query.index])
  },
)

test('every index has a query', async () => {
  const collections = [...new Set(queries.map(({ name }) => collectionOf(name)))]
  const named = new Set([...queries.map(({ index }) => index), '_id_', ...WITHOUT_QUERY])
  for (const collection of collections) {
    const indexes = await database.db.collection(collection).indexes()
    expect(indexes.map(({ name }) => name ?? '').filter((name) => !named.has(name))).toEqual([])
  }
})
