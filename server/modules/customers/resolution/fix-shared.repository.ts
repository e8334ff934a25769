import type { Clock } from '../../../platform/clock/index.js'
import { businessDay } from '../../../platform/days/index.js'
import { newId } from '../../../platform/ids/index.js'
import { momentOf, type Db, type Tx } from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import { identityCollections } from '../identity.model.js'
import { componentOf } from './component.domain.js'
import { decisionCollection } from './decisions.model.js'
import type { IdentityDecision, ResolutionRules } from './evidence.domain.js'
import { fixingWords, isClaimedBeside } from './fix-phones.domain.js'
import { gatherWorld } from './gather-world.repository.js'
import { resolve } from './resolve.domain.js'
import { judgedBy } from './standing.domain.js'
import { draftOver, keysOfDecision } from './world.domain.js'

const SOFT = /^(phone|member_no):/
const MAX_LINKS = 20_000
/** Who says what nobody of us has said. */
export const SYSTEM_ID = 'system'
const SYSTEM = { operatorId: SYSTEM_ID, name: '系统' } as const

type Deps = Readonly<{ db: Db; rules(): Promise<ResolutionRules>; clock: Clock }>

/**
 * Fixes every phone and card that this person was seen with and others claim as it stands, so that taking the person away
 * never merges those who are left (identity.md 6). Says nothing about the person.
 */
export function fixShared({ db, rules, clock }: Deps) {
  const { links, identifiers } = identityCollections(db)
  const decisions = decisionCollection(db)

  /** As it stands in this transaction: whoever changes it meanwhile meets a write conflict. */
  async function standing(keys: readonly IdentifierKey[], by: ResolutionRules, session: Tx) {
    const options = { session }
    const known = await identifiers.find({ _id: { $in: [...keys] } }, options).toArray()
    const gathered = await gatherWorld(
      { db, moment: momentOf(session), rules: by, today: businessDay(clock.now()) },
      { found: { identifiers: known, links: [] }, seeds: keys },
    )
    const component = componentOf(draftOver(gathered.world, clock.now()), keys)
    const { links: judged, decisions: said } = component
    return component.isTooLarge
      ? null
      : resolve({ identifiers: component.keys, links: judged, decisions: said, rules: by })
  }

  return async (keys: readonly IdentifierKey[], { tx: session }: { tx: Tx }): Promise<void> => {
    const options = { session, limit: MAX_LINKS }
    const own = new Set(keys)
    const theirs = await links
      .find({ $or: [{ a: { $in: [...keys] } }, { b: { $in: [...keys] } }] }, options)
      .toArray()
    const named = [...keys, ...theirs.flatMap(({ a, b }) => [a, b])]
    const soft = [...new Set(named.filter((key) => SOFT.test(key)))]
    if (soft.length === 0) {
      return
    }
    const claims = await links
      .find({ $or: [{ a: { $in: soft } }, { b: { $in: soft } }] }, options)
      .toArray()
    const by = await rules()
    const isOthers = isClaimedBeside(own, claims.map(judgedBy(by)))
    const resolution = soft.some(isOthers)
      ? await standing([...new Set([...keys, ...soft])], by, session)
      : null
    const words = fixingWords({ seen: soft, own, isOthers, resolution })
    if (words.length === 0) {
      return
    }
    const fixed = words.flatMap(keysOfDecision)
    // What was fixed for somebody before is part of how it stands now.
    const before = { keys: { $in: fixed }, 'word.kind': 'phone-epochs' } as const
    await decisions.deleteMany(before, { session })
    await decisions.insertMany(
      words.map((word) => decisionOn(word, clock.now())),
      { session },
    )
    await identifiers.updateMany({ _id: { $in: fixed } }, { $inc: { words: 1 } }, { session })
  }
}

const decisionOn = (word: IdentityDecision, at: Date) => ({
  _id: newId('dec'),
  word,
  keys: keysOfDecision(word),
  isActive: true,
  reason: '删除个人信息前保持原样',
  actor: SYSTEM,
  at,
})
