import type { Id } from '../../../platform/ids/index.js'
import type { Db } from '../../../platform/mongo/index.js'
import { identityCollections } from '../identity.model.js'
import type { ResolutionRules } from '../resolution/evidence.domain.js'
import { gatherWorld, type GatheredWorld } from '../resolution/gather-world.repository.js'

const MAX_TIME_MS = 10_000

/** Some customers with everything that other rules may join them with or part them from. */
export type Gathering = Readonly<{
  customerIds: readonly Id<'cus'>[]
  gathered: GatheredWorld
  /** Null: these were the last. */
  cursor: string | null
}>

type Place = Readonly<{ cursor: string | null; limit: number }>
type By = Readonly<{ rules: ResolutionRules; today: string }>

export type Everybody = ReturnType<typeof everybodyRepository>

/** All living customers in the order of their ids. Who is founded meanwhile is judged by the rules in force anyway. */
export function everybodyRepository(db: Db) {
  const { customers, identifiers } = identityCollections(db)
  return {
    count: (): Promise<number> => customers.countDocuments({ state: 'living' }),

    async after({ cursor, limit }: Place, by: By): Promise<Gathering> {
      const beyond = cursor === null ? {} : { _id: { $gt: cursor as Id<'cus'> } }
      const page = await customers
        .find({ state: 'living', ...beyond }, { projection: { founderKey: 1 }, batchSize: limit })
        .sort({ _id: 1 })
        .limit(limit)
        .maxTimeMS(MAX_TIME_MS)
        .toArray()
      const founders = page.map(({ founderKey }) => founderKey)
      const known = await identifiers
        .find({ _id: { $in: founders } }, { batchSize: limit, maxTimeMS: MAX_TIME_MS })
        .toArray()
      const found = { identifiers: known, links: [] }
      const gathered = await gatherWorld({ db, ...by }, { found, seeds: founders })
      const last = page.length < limit ? null : (page.at(-1)?._id ?? null)
      return { customerIds: page.map(({ _id }) => _id), gathered, cursor: last }
    },
  }
}
