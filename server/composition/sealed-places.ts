import type { SealedPlace } from '../platform/key-rotation/index.js'

/** Sealed since before the rotation knew of them. */
export const LATE_SEALED_PLACES: readonly SealedPlace[] = [
  {
    collection: 'ownerless_facts',
    list: 'fact.identifiers',
    field: 'value',
    where: { type: 'phone' },
  },
  { collection: 'phone_checks', field: 'phone' },
]

/**
 * Everything that `piiCipher` seals, for the key rotation; a test finds every other sealed value of the database. A new
 * sealed field is added here with the change that seals it.
 */
export const SEALED_PLACES: readonly SealedPlace[] = [
  { collection: 'platform_secrets', field: 'sealed' }, // the blind index key: wrapped anew, never changed
  { collection: 'platform_tokens', field: 'token' },
  { collection: 'identifiers', field: 'value', where: { type: 'phone' } }, // others are in clear
  { collection: 'inbox', field: 'sealed' },
  { collection: 'outbox', field: 'sealed' },
  { collection: 'blocked_values', field: 'value', where: { type: 'phone' } },
  { collection: 'imports', field: 'sealedSample' },
  { collection: 'import_files', field: 'sealed' },
  { collection: 'import_chunks', field: 'sealed' },
  { collection: 'orders', field: 'sealedAddress' },
  { collection: 'vouchers', field: 'code' },
  ...LATE_SEALED_PLACES,
]
