import type { Connection } from 'mongoose'
import { AppError } from '../../../platform/errors/index.js'
import type { Tx } from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../../customers/index.js'
import type { Relation } from './relation.domain.js'
import { relationModel, type RelationDocument } from './relations.model.js'

const MAX_MS = 5_000
/** One customer has at most 50 identifiers, each with few staff. */
const MAX_OF_CUSTOMER = 500
/** WeCom's own limit of contacts of one staff member is 20,000. */
const MAX_OF_STAFF = 25_000

/** Five times the contacts of the largest brand this was made for. */
const MAX_SPANS = 500_000

export type RelationSpan = Readonly<{
  identifierKey: IdentifierKey
  from: Date
  until: Date | null
}>
/** For insights. */
export type RelationFigures = Pick<Relations, 'spans'>

export type Relations = ReturnType<typeof relationsRepository>
export function relationsRepository(db: Connection) {
  const model = relationModel(db)
  return {
    /** A batch's worth of relations, by id. One read. */
    async withIds(ids: readonly string[]): Promise<Map<string, Relation>> {
      const found = model.find({ _id: { $in: ids } }).maxTimeMS(MAX_MS)
      const documents = ids.length === 0 ? [] : await found.lean<RelationDocument[]>()
      return new Map(documents.map((document) => [document._id, relationOf(document)]))
    },

    /** Every relation of these identifiers, newest first. */
    async ofKeys(keys: readonly IdentifierKey[]): Promise<Relation[]> {
      const found = model
        .find({ identifierKey: { $in: keys } })
        .sort({ since: -1 })
        .limit(MAX_OF_CUSTOMER)
        .maxTimeMS(MAX_MS)
      return (await found.lean<RelationDocument[]>()).map(relationOf)
    },

    /** Those of these contacts whose unionid some reading has shown. */
    async withUnionid(keys: readonly IdentifierKey[]): Promise<Set<IdentifierKey>> {
      const found = model
        .find({ identifierKey: { $in: keys }, hasUnionid: true }, { identifierKey: 1 })
        .maxTimeMS(MAX_MS)
      const documents =
        keys.length === 0 ? [] : await found.lean<Pick<RelationDocument, 'identifierKey'>[]>()
      return new Set(documents.map(({ identifierKey }) => identifierKey))
    },

    /** The external userids of a staff member's living contacts. */
    async activeContactsOf(userid: string): Promise<string[]> {
      const found = model
        .find({ userid, state: 'active' }, { externalUserid: 1 })
        .limit(MAX_OF_STAFF)
        .maxTimeMS(MAX_MS)
      const documents = await found.lean<Pick<RelationDocument, 'externalUserid'>[]>()
      return documents.map(({ externalUserid }) => externalUserid)
    },

    /** Whose living contacts are asked: a staff member's, or those with a tag. Added last first. */
    async keysOfContacts(
      asked: Readonly<{ userid: string } | { tag: string }>,
      limit: number,
    ): Promise<IdentifierKey[]> {
      const whose = 'userid' in asked ? { userid: asked.userid } : { 'tags.name': asked.tag }
      const found = model
        .find({ ...whose, state: 'active' }, { identifierKey: 1 })
        .sort({ since: -1 })
        .limit(limit)
        .maxTimeMS(MAX_MS)
      const documents = await found.lean<Pick<RelationDocument, 'identifierKey'>[]>()
      return documents.map(({ identifierKey }) => identifierKey)
    },

    /** How many living contacts each of these staff members has. */
    async countActiveOf(userids: readonly string[]): Promise<Map<string, number>> {
      const counted = await model
        .aggregate<{ _id: string; count: number }>([
          { $match: { userid: { $in: userids }, state: 'active' } },
          { $group: { _id: '$userid', count: { $sum: 1 } } },
        ])
        .option({ maxTimeMS: MAX_MS })
      return new Map(counted.map(({ _id, count }) => [_id, count]))
    },

    /** Since when, and until when, each identifier is a contact of somebody. Read from an index alone. */
    async spans(): Promise<RelationSpan[]> {
      const found = model
        .find({ identifierKey: { $gt: '' } }, { _id: 0, identifierKey: 1, since: 1, endedAt: 1 })
        .limit(MAX_SPANS)
        .maxTimeMS(MAX_MS)
      const documents =
        await found.lean<Pick<RelationDocument, 'identifierKey' | 'since' | 'endedAt'>[]>()
      return documents.map(({ identifierKey, since, endedAt }) => ({
        identifierKey,
        from: since,
        until: endedAt ?? null,
      }))
    },

    /** What the counters of a channel code must equal at any time. */
    async recount(channelCodeId: string): Promise<{ added: number; lost: number }> {
      const added = await model.countDocuments({ channelCodeId })
      const active = await model.countDocuments({ channelCodeId, state: 'active' })
      return { added, lost: added - active }
    },

    /**
     * Writes a batch. Each relation must still be as it was read: else `relation-moved-on` (retriable) is thrown and the
     * batch is gathered again. `revision` is the one that was read, 0 for a new relation.
     */
    async saveAll(relations: readonly Relation[], { tx }: { tx: Tx }): Promise<void> {
      const writes = relations.map((relation) => {
        const document = documentOf({ ...relation, revision: relation.revision + 1 })
        return relation.revision === 0
          ? { insertOne: { document } }
          : {
              replaceOne: {
                filter: { _id: relation.relationId, revision: relation.revision },
                replacement: document,
              },
            }
      })
      const { insertedCount, matchedCount } = await model.bulkWrite(writes, {
        session: tx,
        ordered: true,
      })
      if (insertedCount + matchedCount !== relations.length) {
        throw new AppError('relation-moved-on', { retriable: true })
      }
    },
  }
}

function relationOf({ _id, ...fields }: RelationDocument): Relation {
  return { ...fields, relationId: _id }
}

function documentOf({ relationId: _id, ...fields }: Relation): RelationDocument {
  return { ...fields, _id }
}
