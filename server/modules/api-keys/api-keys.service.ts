import type { Clock } from '../../platform/clock/index.js'
import { equalInConstantTime, randomToken, sha256Hex } from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { OpenApiCaller } from '../../platform/http/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Actor, Audit } from '../operators/index.js'
import type { NewApiKey } from './api-keys.contract.js'
import { isUseDue, type ApiKey } from './api-keys.domain.js'
import type { ApiKeys } from './api-keys.repository.js'

const PREFIX = 'hk_'
const KEY_BYTES = 32
const TAIL_CHARS = 4

type Deps = Readonly<{
  keys: ApiKeys
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
  /** Names of the keys of OPEN_API_KEYS: a name stands for one system. */
  reservedNames: readonly string[]
}>

export type ApiKeyService = ReturnType<typeof apiKeyService>

/** Keys of the open API that operators make and revoke. */
export function apiKeyService({ keys, audit, inTransaction, clock, reservedNames }: Deps) {
  return {
    page: (query: { beforeId?: Id<'key'>; limit: number }) => keys.page(query),

    /** The key itself is in this answer and nowhere else. Refuses `api-key-name-taken`. */
    async make(
      given: NewApiKey,
      actor: Actor,
    ): Promise<Result<Readonly<{ apiKey: ApiKey; key: string }>, 'api-key-name-taken'>> {
      if (reservedNames.includes(given.name)) {
        return refuse('api-key-name-taken')
      }
      const key = `${PREFIX}${randomToken(KEY_BYTES)}`
      const apiKey: ApiKey = {
        ...given,
        apiKeyId: newId('key'),
        tail: key.slice(-TAIL_CHARS),
        state: 'live',
        createdAt: clock.now(),
        createdBy: actor.name,
        lastUsedAt: null,
        revokedAt: null,
      }
      const outcome = await inTransaction({ commitIf: 'saved' }, async (tx) => {
        const subject = { type: 'api-key', id: apiKey.apiKeyId }
        await audit.record({ actor, action: 'api-key.make', subject, after: shown(apiKey) }, { tx })
        return keys.insert(apiKey, sha256Hex(key), { tx })
      })
      return outcome === 'saved' ? ok({ apiKey, key }) : refuse('api-key-name-taken')
    },

    /** From the next request on nobody gets in with it. Again changes nothing. Refuses `api-key-not-found`. */
    async revoke(apiKeyId: Id<'key'>, actor: Actor): Promise<Result<ApiKey, 'api-key-not-found'>> {
      let found: ApiKey | null = null
      await inTransaction({ commitIf: 'saved' }, async (tx) => {
        const before = await keys.find(apiKeyId, { tx })
        found = before
        if (before === null || before.state === 'revoked') {
          return 'nothing-to-do' as const
        }
        const revokedAt = clock.now()
        const after: ApiKey = { ...before, state: 'revoked', revokedAt }
        found = after
        const subject = { type: 'api-key', id: apiKeyId }
        const entry = { actor, action: 'api-key.revoke', subject }
        await audit.record({ ...entry, before: shown(before), after: shown(after) }, { tx })
        return keys.revoke(apiKeyId, revokedAt, { tx })
      })
      return found === null ? refuse('api-key-not-found') : ok(found)
    },

    /** Who calls with this key; null for one that is unknown or revoked. Looked up by hash: time tells nothing. */
    async callerOf(key: string): Promise<OpenApiCaller | null> {
      if (!key.startsWith(PREFIX)) {
        return null
      }
      const hash = sha256Hex(key)
      const found = await keys.findBySecret(hash)
      if (found === null || !equalInConstantTime(found.secretHash, hash)) {
        return null
      }
      const now = clock.now()
      if (isUseDue(found, now)) {
        await keys.used(found.apiKeyId, now)
      }
      const { name, scopes, trusted, sources } = found
      return { name, scopes, trusted, sources }
    },
  }
}

/** What the audit trail shows of a key: nothing that opens a door. */
function shown({ name, tail, scopes, trusted, sources, state }: ApiKey) {
  return { name, tail, scopes, trusted, sources, state }
}
