export { importErrors } from './imports.errors.js'
export { importMigrations } from './imports.migrations.js'
export { importsModule } from './imports.module.js'
