import { ensureCollections, type Migration } from '../../../platform/mongo/index.js'
import { rulesFence } from './fence.repository.js'
import { FIRST_VERSION } from './rules.domain.js'
import {
  IDENTITY_RULES,
  RULE_FENCES,
  RULE_SAMPLES,
  rulesCollection,
  sampleCollection,
} from './rules.model.js'

export const rulesMigrations: readonly Migration[] = [
  {
    name: '0064-identity-rules',
    async up(db) {
      await ensureCollections(db, [IDENTITY_RULES, RULE_SAMPLES, RULE_FENCES])
      await rulesCollection(db).createIndexes([
        {
          key: { isInForce: 1 },
          unique: true,
          partialFilterExpression: { isInForce: true },
        },
        { key: { state: 1 } },
      ])
      await sampleCollection(db).createIndexes([
        { key: { version: 1, _id: 1 } },
        { key: { keys: 1 } },
      ])
      // There from the beginning, so that no two transactions have to make the same slot.
      await rulesFence(db).raise(FIRST_VERSION)
    },
  },
]
