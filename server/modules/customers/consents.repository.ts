import { isDuplicateKey, type Db } from '../../platform/mongo/index.js'
import { consentCollection, type ConsentDocument } from './consents.model.js'
import type { IdentifierKey } from './identifier.domain.js'

export type Consents = ReturnType<typeof consentsRepository>

export function consentsRepository(db: Db) {
  const consents = consentCollection(db)
  return {
    /** Writes one act down; the same act again changes nothing. */
    async add(consent: ConsentDocument): Promise<void> {
      try {
        await consents.insertOne(consent)
      } catch (error) {
        if (!isDuplicateKey(error)) {
          throw error
        }
      }
    },

    /** What holds now; null when nothing was ever agreed to. */
    newest: (identifierKey: IdentifierKey): Promise<ConsentDocument | null> =>
      consents.findOne({ identifierKey }, { sort: { at: -1 } }),
  }
}
