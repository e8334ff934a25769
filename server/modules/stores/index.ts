export { storesMigrations } from './stores.migrations.js'
export { storeQueries, type Store } from './stores.model.js'
export { storesModule } from './stores.module.js'
export type { Stores } from './stores.service.js'
