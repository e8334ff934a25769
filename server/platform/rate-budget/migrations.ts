import { ensureCollections, type Migration } from '../mongo/index.js'
import { CALL_BUDGETS } from './bucket-store.js'

export const rateBudgetMigrations: readonly Migration[] = [
  { name: '0040-call-budgets', up: (db) => ensureCollections(db, [CALL_BUDGETS]) },
]
