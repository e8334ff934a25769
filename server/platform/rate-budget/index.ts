export type { CallLimit, Priority } from './bucket.js'
export { bucketStore } from './bucket-store.js'
export {
  callBudget,
  CHUNK_LIFE_MS,
  type BudgetUse,
  type CallBudget,
  type PlatformLimits,
} from './call-budget.js'
export { rateBudgetMigrations } from './migrations.js'
