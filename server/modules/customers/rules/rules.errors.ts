import { defineErrors } from '../../../platform/errors/index.js'

export const rulesErrors = defineErrors({
  'rules-not-found': { status: 404, title: 'There is no such version of the rules' },
  'rules-changed': { status: 409, title: 'Somebody else has changed these rules meanwhile' },
  'rules-draft-exists': { status: 409, title: 'There is a draft that was not applied yet' },
  'rules-not-a-draft': { status: 409, title: 'Only a draft can be changed, tried and applied' },
  'rules-not-tried': { status: 409, title: 'Count first what would change' },
  'rules-are-running': { status: 409, title: 'This is under way' },
  'rules-not-running': { status: 409, title: 'Nothing is under way' },
  'rules-are-applying': { status: 409, title: 'The rules before are still being applied' },
  'rules-impossible': { status: 422, title: 'Not a set of rules that can be applied' },
})
export type RulesRefusal = keyof typeof rulesErrors
