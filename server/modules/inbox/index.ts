export type { InboxConsole } from './console.service.js'
export { GAP_TIMES, type GapTimes } from './gap.js'
export { inboxErrors } from './inbox.errors.js'
export { inboxMigrations } from './inbox.migrations.js'
export { inboxModule } from './inbox.module.js'
export type {
  CallbackDoor,
  CallbackDoors,
  OpenEventRules,
  RawCallback,
  WelcomeFigures,
} from './inbox.ports.js'
export type { Inbox } from './inbox.service.js'
export { inboxSweep } from './sweep.repository.js'
