import type { Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../platform/mongo/index.js'
import type { ApiKey } from './api-keys.domain.js'
import { apiKeyModel, type ApiKeyDocument } from './api-keys.model.js'

const MAX_MS = 2_000

export type ApiKeys = ReturnType<typeof apiKeysRepository>
export function apiKeysRepository(db: Connection) {
  const keys = apiKeyModel(db)
  return {
    async find(apiKeyId: Id<'key'>, { tx }: { tx: Tx }): Promise<ApiKey | null> {
      const found = keys.findById(apiKeyId).session(tx)
      return keyOf(await found.lean<ApiKeyDocument>())
    },

    /** A living key with its hash, for the caller to compare. */
    async findBySecret(secretHash: string): Promise<(ApiKey & { secretHash: string }) | null> {
      const found = await keys.findOne({ secretHash }).maxTimeMS(MAX_MS).lean<ApiKeyDocument>()
      const key = keyOf(found)
      return found === null || key === null || key.state === 'revoked'
        ? null
        : { ...key, secretHash: found.secretHash }
    },

    /** Newest first. */
    async page({ beforeId, limit }: { beforeId?: Id<'key'>; limit: number }): Promise<ApiKey[]> {
      const filter = beforeId === undefined ? {} : { _id: { $lt: beforeId } }
      const found = keys.find(filter).sort({ _id: -1 }).limit(limit).maxTimeMS(MAX_MS)
      return (await found.lean<ApiKeyDocument[]>()).flatMap((document) => keyOf(document) ?? [])
    },

    insert(key: ApiKey, secretHash: string, { tx }: { tx: Tx }) {
      const { apiKeyId: _id, scopes, sources, ...fields } = key
      const lists = { scopes: [...scopes], sources: sources === null ? null : [...sources] }
      const write = keys.create([{ ...fields, ...lists, _id, secretHash }], { session: tx })
      return guarded(
        write.then(() => ({ matchedCount: 1 })),
        { name: 'name-taken' },
      )
    },

    revoke(apiKeyId: Id<'key'>, revokedAt: Date, { tx }: { tx: Tx }): Promise<Saved> {
      const ended = { $set: { state: 'revoked', revokedAt } }
      return guarded(keys.updateOne({ _id: apiKeyId, state: 'live' }, ended, { session: tx }))
    },

    async used(apiKeyId: Id<'key'>, at: Date): Promise<void> {
      await keys.updateOne({ _id: apiKeyId }, { $max: { lastUsedAt: at } })
    },
  }
}

function keyOf(document: ApiKeyDocument | null): ApiKey | null {
  if (document === null) {
    return null
  }
  const { _id: apiKeyId, secretHash: _hash, ...fields } = document
  return { ...fields, apiKeyId }
}
