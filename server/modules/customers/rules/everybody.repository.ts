import type { Id } from '../../../platform/ids/index.js'
import { atOneMoment, type Db, type Moment } from '../../../platform/mongo/index.js'
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
  async function gatherAfter({ cursor, limit }: Place, by: By, moment: Moment): Promise<Gathering> {
    const options = { batchSize: limit, maxTimeMS: MAX_TIME_MS, ...moment }
    const beyond = cursor === null ? {} : { _id: { $gt: cursor as Id<'cus'> } }
    const page = await customers
      .find({ state: 'living', ...beyond }, { ...options, projection: { founderKey: 1 } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray()
    const founders = page.map(({ founderKey }) => founderKey)
    const known = await identifiers.find({ _id: { $in: founders } }, options).toArray()
    const found = { identifiers: known, links: [] }
    const gathered = await gatherWorld({ db, moment, ...by }, { found, seeds: founders })
    const last = page.length < limit ? null : (page.at(-1)?._id ?? null)
    return { customerIds: page.map(({ _id }) => _id), gathered, cursor: last }
  }

  return {
    count: (): Promise<number> => customers.countDocuments({ state: 'living' }),

    after: (place: Place, by: By): Promise<Gathering> =>
      atOneMoment(db, (moment) => gatherAfter(place, by, moment)),
  }
}
