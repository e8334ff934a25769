import { defineErrors } from '../../platform/errors/index.js'

export const smsErrors = defineErrors({
  'sms-unavailable': { status: 503, title: 'Text messages cannot be sent', retriable: true },
})
