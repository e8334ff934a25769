export { answerMiniUrlCheck, openMiniPush, readMiniEvent, type MiniPushSettings } from './push.js'
export type { MiniEvent, MiniEventType } from './events.js'
export { miniClient, type MiniClient, type MiniSettings } from './client.js'
export { miniErrors } from './wechat-mini.errors.js'
