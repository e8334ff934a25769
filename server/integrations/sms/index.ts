export { sandboxSms } from './sandbox-sender.js'
export { smsErrors } from './sms.errors.js'
