import { AppError } from '../../platform/errors/index.js'
import { isDuplicateKey, type Db } from '../../platform/mongo/index.js'
import { consentCollection, type ConsentDocument } from './consents.model.js'
import type { IdentifierKey } from './identifier.domain.js'

const MAX_ATTEMPTS = 5

export type ConsentAct = Pick<ConsentDocument, 'act' | 'at' | 'version' | 'text'>
export type Consents = ReturnType<typeof consentsRepository>

export function consentsRepository(db: Db) {
  const consents = consentCollection(db)

  const newest = (identifierKey: IdentifierKey): Promise<ConsentDocument | null> =>
    consents.findOne({ identifierKey }, { sort: { number: -1 } })

  /** The last act of each of these; identifiers without any are left out. */
  async function lastActs(keys: readonly IdentifierKey[]): Promise<ConsentDocument[]> {
    const acts = await consents.find({ identifierKey: { $in: [...keys] } }).toArray()
    const last = new Map<IdentifierKey, ConsentDocument>()
    for (const act of acts.sort((a, b) => a.number - b.number)) {
      last.set(act.identifierKey, act)
    }
    return [...last.values()]
  }

  return {
    /**
     * What holds now for somebody with these identifiers, whoever they were before a merge: the stricter side
     * (identity.md 3). Null when nothing was ever agreed to.
     */
    async holding(keys: readonly IdentifierKey[]): Promise<ConsentDocument['act'] | null> {
      const acts = (await lastActs(keys)).map(({ act }) => act)
      return acts.includes('withdrawn') ? 'withdrawn' : (acts[0] ?? null)
    },

    /** Those of these identifiers whose last act this is. */
    async whereLast(
      act: ConsentDocument['act'],
      keys: readonly IdentifierKey[],
    ): Promise<IdentifierKey[]> {
      const acts = await lastActs(keys)
      return acts.filter((one) => one.act === act).map(({ identifierKey }) => identifierKey)
    },

    /** Writes an act down as the next one of this identifier. To take back what does not hold changes nothing. */
    async add(identifierKey: IdentifierKey, act: ConsentAct): Promise<void> {
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
        const before = await newest(identifierKey)
        if (act.act === 'withdrawn' && before?.act !== 'given') {
          return
        }
        const number = (before?.number ?? 0) + 1
        const _id = `${identifierKey}#${number}`
        try {
          await consents.insertOne({ _id, identifierKey, number, kind: 'phone', ...act })
          return
        } catch (error) {
          // Another act of the same customer came in between: this one is the next.
          if (!isDuplicateKey(error)) {
            throw error
          }
        }
      }
      throw new AppError('transaction-conflict', { retriable: true })
    },
  }
}
