export { answerMiniUrlCheck, openMiniPush, readMiniEvent } from './push.js'
export { miniClient, type MiniClient } from './client.js'
export { miniCodeRules } from './wechat-mini.codes.js'
export { miniErrors } from './wechat-mini.errors.js'
