export { ApiKeyScope } from './api-keys.contract.js'
export { apiKeyErrors } from './api-keys.errors.js'
export { apiKeyMigrations } from './api-keys.migrations.js'
export { apiKeysModule } from './api-keys.module.js'
