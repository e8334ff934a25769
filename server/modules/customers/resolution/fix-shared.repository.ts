import { newId } from '../../../platform/ids/index.js'
import type { Db, Tx } from '../../../platform/mongo/index.js'
import { typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import { identityCollections } from '../identity.model.js'
import { isClaim } from '../strength.domain.js'
import { decisionCollection } from './decisions.model.js'
import type { IdentityDecision, ResolutionRules } from './evidence.domain.js'
import { strengthBy } from './standing.domain.js'

const SOFT = /^(phone|member_no):/
const MAX_LINKS = 20_000
/** Who says what nobody of us has said. */
export const SYSTEM_ID = 'system'
const SYSTEM = { operatorId: SYSTEM_ID, name: '系统' } as const

/**
 * Fixes every phone and card that this person claims beside others as it stands, so that taking the person away never
 * merges those who are left (identity.md 6): the phone is shared, the card joins nobody. Says nothing about the person.
 */
export function fixShared(db: Db, rules: () => ResolutionRules) {
  const { links } = identityCollections(db)
  return async (keys: readonly IdentifierKey[], { tx: session }: { tx: Tx }): Promise<void> => {
    const options = { session, limit: MAX_LINKS }
    const own = new Set(keys)
    const theirs = await links
      .find({ $or: [{ a: { $in: [...keys] } }, { b: { $in: [...keys] } }] }, options)
      .toArray()
    const named = [...keys, ...theirs.flatMap(({ a, b }) => [a, b])]
    const soft = [...new Set(named.filter((key) => SOFT.test(key)))]
    const claims = await links
      .find({ $or: [{ a: { $in: soft } }, { b: { $in: soft } }] }, options)
      .toArray()
    const strengthOf = strengthBy(rules())
    const shared = soft.filter((key) =>
      claims.some((link) => {
        const { a, b } = link
        const other = a === key ? b : a
        const isOthers = (a === key || b === key) && other !== key && !own.has(other)
        return isOthers && isClaim(strengthOf(link))
      }),
    )
    if (shared.length > 0) {
      await decisionCollection(db).insertMany(shared.map(decisionOn), { session })
    }
  }
}

function decisionOn(key: IdentifierKey) {
  const word: IdentityDecision =
    typeOfKey(key) === 'phone' ? { kind: 'phone-shared', phone: key } : { kind: 'detach', key }
  return {
    _id: newId('dec'),
    word,
    keys: [key],
    isActive: true,
    reason: '删除个人信息前保持原样',
    actor: SYSTEM,
    at: new Date(),
  }
}
