import type { Model } from 'mongoose'
import { allMigrations } from '../../../server/composition/catalogues.js'
import type { NamedQuery } from '../../../server/platform/mongo/index.js'
import { useDatabase } from '../../support/database.js'
import { ROOMS, type Room } from './rooms.js'

const database = useDatabase(allMigrations)

type AnyModel = Pick<Model<unknown>, 'schema'> & { collection: { collectionName: string } }

const modelsOf = (room: Room) => room.models(database.db) as readonly AnyModel[]
const collectionOf = (model: AnyModel) => database.db.collection(model.collection.collectionName)

type Stage = { stage?: string; indexName?: string; inputStage?: Stage; inputStages?: Stage[] }

function stagesOf(plan: Stage): Stage[] {
  return [plan, ...[plan.inputStage ?? [], plan.inputStages ?? []].flat().flatMap(stagesOf)]
}

/** Stages of the winning plan, and the indexes of all plans: on an empty collection the planner tosses a coin among them. */
async function planOf(model: AnyModel, { filter, sort }: NamedQuery) {
  const cursor = collectionOf(model).find({ ...filter })
  const sorted = sort === undefined ? cursor : cursor.sort({ ...sort })
  const { queryPlanner } = await sorted.explain('queryPlanner')
  const { winningPlan, rejectedPlans } = queryPlanner as Plans
  const winning = stagesOf(winningPlan)
  const all = [...winning, ...rejectedPlans.flatMap(stagesOf)]
  const isById = winning.some(({ stage }) => stage === 'IDHACK')
  return {
    isScan: winning.some(({ stage }) => stage === 'COLLSCAN'),
    indexes: [...(isById ? ['_id_'] : []), ...all.flatMap(({ indexName }) => indexName ?? [])],
  }
}

type Plans = { winningPlan: Stage; rejectedPlans: Stage[] }

const cases = Object.values(ROOMS).flatMap((room) => room.queries.map((query) => ({ room, query })))

// Guarantee: no query of the product reads a collection from end to end.
test.each(cases.map(({ room, query }) => [query.name, room, query] as const))(
  'the query "%s" uses the index that it names',
  async (_name, room, query) => {
    const plans = await Promise.all(modelsOf(room).map((model) => planOf(model, query)))
    const serving = plans.filter(({ isScan, indexes }) => !isScan && indexes.includes(query.index))
    expect({ index: query.index, served: serving.length > 0, plans }).toMatchObject({
      served: true,
    })
  },
)

// Guarantee: indexes come from migrations, and a model's index that no migration makes is seen here.
test.each(Object.entries(ROOMS))(
  'migrations make exactly the indexes of the models of %s',
  async (_name, room) => {
    for (const model of modelsOf(room)) {
      const declared = model.schema.indexes().map(([keys]) => JSON.stringify(keys))
      const present = await collectionOf(model)
        .listIndexes()
        .toArray()
        .catch(() => [])
      const made = present
        .filter(({ name }) => name !== '_id_')
        .map(({ key }) => JSON.stringify(key))
      expect({ [model.collection.collectionName]: made.sort() }).toEqual({
        [model.collection.collectionName]: declared.sort(),
      })
    }
  },
)

// Guarantee: an index that no query needs costs every write for nothing.
test.each(Object.entries(ROOMS))(
  'every index of %s is named by a query or guards a "once"',
  async (_name, room) => {
    const named = new Set(room.queries.map(({ index }) => index))
    for (const model of modelsOf(room)) {
      const present = await collectionOf(model)
        .listIndexes()
        .toArray()
        .catch(() => [])
      const idle = present.filter(
        ({ name, unique, expireAfterSeconds }) =>
          name !== '_id_' &&
          unique !== true &&
          expireAfterSeconds === undefined &&
          !named.has(String(name)),
      )
      expect(idle.map(({ name }) => `${model.collection.collectionName}.${String(name)}`)).toEqual(
        [],
      )
    }
  },
)

// Guarantee: "accepted" means stored by the majority and on disk.
test('the connection acknowledges by majority and journal, and reads by majority at the primary', () => {
  const { writeConcern, readConcern, readPreference } = database.db.getClient().options
  expect(writeConcern).toMatchObject({ w: 'majority', journal: true })
  expect(readConcern).toMatchObject({ level: 'majority' })
  expect(readPreference).toMatchObject({ mode: 'primary' })
})
