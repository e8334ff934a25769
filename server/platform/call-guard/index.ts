export {
  guardedClient,
  type CodeRules,
  type ConfigAlarm,
  type HeldCall,
  type Pause,
} from './guarded-client.js'
