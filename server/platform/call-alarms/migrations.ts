import { ensureCollections, type Migration } from '../mongo/index.js'
import { CALL_ALARMS } from './call-alarms.js'

export const callAlarmMigrations: readonly Migration[] = [
  { name: '0041-call-alarms', up: (db) => ensureCollections(db, [CALL_ALARMS]) },
]
