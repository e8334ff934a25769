import {
  guarded,
  isDuplicateKey,
  type Db,
  type Saved,
  type Tx,
} from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { ResolutionRules } from '../resolution/evidence.domain.js'
import type { Sample } from './compare.domain.js'
import { resolutionRules, type RulesVersion } from './rules.domain.js'
import {
  rulesCollection,
  sampleCollection,
  type RulesDocument,
  type SampleDocument,
} from './rules.model.js'

const MAX_TIME_MS = 2_000
/** The list is not paged: nobody writes rules that often. */
const MAX_VERSIONS = 200
/** Enough to judge by; the counts tell the rest. */
export const MAX_SAMPLES = 50

export type RulesRows = ReturnType<typeof rulesRepository>
export function rulesRepository(db: Db) {
  const rules = rulesCollection(db)
  const samples = sampleCollection(db)
  return {
    async find(version: number): Promise<RulesVersion | null> {
      const found = await rules.findOne({ _id: version }, { maxTimeMS: MAX_TIME_MS })
      return found === null ? null : versionOf(found)
    },

    /** By which events are judged; null until somebody has written rules. */
    async inForce(): Promise<ResolutionRules | null> {
      const found = await rules.findOne({ isInForce: true }, { maxTimeMS: MAX_TIME_MS })
      return found === null ? null : resolutionRules(versionOf(found))
    },

    /** Newest first. */
    async all(): Promise<RulesVersion[]> {
      const found = rules.find().sort({ _id: -1 }).limit(MAX_VERSIONS).maxTimeMS(MAX_TIME_MS)
      return (await found.toArray()).map(versionOf)
    },

    /** What somebody has asked for and is not done. */
    async toWork(): Promise<RulesVersion[]> {
      const open = { state: { $in: ['draft' as const, 'applying' as const] } }
      const found = await rules.find(open, { maxTimeMS: MAX_TIME_MS }).toArray()
      return found.map(versionOf).filter(isRunning)
    },

    /** `version-taken`: somebody was faster. */
    async insert(fresh: readonly RulesVersion[], tx: Tx): Promise<'saved' | 'version-taken'> {
      try {
        await rules.insertMany(fresh.map(documentOf), { session: tx })
        return 'saved'
      } catch (error) {
        if (isDuplicateKey(error)) {
          return 'version-taken'
        }
        throw error
      }
    },

    /** Writes the version unless it has changed since it was read (`moved-on`). */
    save(next: RulesVersion, { tx }: { tx: Tx }): Promise<Saved> {
      const { _id, revision, ...fields } = documentOf(next)
      const unset = 'isInForce' in fields ? {} : { $unset: { isInForce: '' as const } }
      return guarded(
        rules.updateOne(
          { _id, revision },
          { $set: { ...fields, revision: revision + 1 }, ...unset },
          { session: tx },
        ),
      )
    },

    samplesOf: (version: number): Promise<SampleDocument[]> =>
      samples
        .find({ version }, { sort: { _id: 1 }, limit: MAX_SAMPLES, maxTimeMS: MAX_TIME_MS })
        .toArray(),

    /** Adds samples up to `MAX_SAMPLES`; the same again changes nothing. */
    async addSamples(version: number, found: readonly Sample[], tx: Tx): Promise<void> {
      if (found.length === 0) {
        return
      }
      const known = await samples.countDocuments({ version }, { session: tx })
      const documents = found.map((one) => sampleDocument(version, one))
      const some = [...new Map(documents.map((one) => [one._id, one])).values()].slice(
        0,
        Math.max(0, MAX_SAMPLES - known),
      )
      if (some.length > 0) {
        await samples.bulkWrite(
          some.map(({ _id, ...rest }) => ({
            updateOne: { filter: { _id }, update: { $setOnInsert: rest }, upsert: true },
          })),
          { session: tx },
        )
      }
    },

    async dropSamples(version: number, tx: Tx): Promise<void> {
      await samples.deleteMany({ version }, { session: tx })
    },
  }
}

/** Forgets what samples tell of somebody who is erased. */
export const forgetSamples =
  (db: Db) =>
  async (keys: readonly IdentifierKey[], tx: Tx): Promise<number> =>
    (await sampleCollection(db).deleteMany({ keys: { $in: [...keys] } }, { session: tx }))
      .deletedCount

function sampleDocument(version: number, { before, after }: Sample): SampleDocument {
  const keys = [...new Set([...before, ...after].flatMap((side) => side.keys))].sort()
  return { _id: `${version} ${keys[0] ?? ''}`, version, keys, before, after }
}

const isRunning = ({ state, trial, application }: RulesVersion): boolean =>
  (state === 'draft' ? trial : application)?.state === 'running'

const versionOf = ({ _id: version, isInForce: _is, ...rest }: RulesDocument): RulesVersion => ({
  ...rest,
  version,
})

const documentOf = ({ version: _id, ...rest }: RulesVersion): RulesDocument => ({
  _id,
  ...rest,
  ...(rest.state === 'active' || rest.state === 'applying' ? { isInForce: true as const } : {}),
})
