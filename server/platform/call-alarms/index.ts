export { callAlarms, type CallAlarm } from './call-alarms.js'
export { callAlarmMigrations } from './migrations.js'
