import type { Id } from '../../../platform/ids/index.js'
import type { Db, Moment } from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import { decisionCollection } from './decisions.model.js'
import type { IdentityDecision } from './evidence.domain.js'

type Spoken = Readonly<{ decisionId: Id<'dec'>; word: IdentityDecision }>

/** What operators have said about these identifiers and not taken back. */
export const decisionReader = (db: Db) => ({
  async about(keys: readonly IdentifierKey[], moment: Moment): Promise<Spoken[]> {
    const found = await decisionCollection(db)
      .find({ keys: { $in: [...keys] }, isActive: true }, moment)
      .toArray()
    return found.flatMap(({ _id, word }) =>
      word.kind === 'retract' || word.kind === 'retract-source' ? [] : [{ decisionId: _id, word }],
    )
  },
})
