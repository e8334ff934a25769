export { wecomModuleErrors } from './wecom.errors.js'
export { wecomMigrations } from './wecom.migrations.js'
export { wecomModule } from './wecom.module.js'
export type { WecomPlatform } from './wecom.ports.js'
