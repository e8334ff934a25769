export { privacyErrors } from './privacy.errors.js'
export { privacyMigrations } from './privacy.migrations.js'
export { privacyModule } from './privacy.module.js'
