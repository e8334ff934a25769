import { defineErrors } from '../../platform/errors/index.js'

export const wecomModuleErrors = defineErrors({
  'relation-moved-on': { status: 503, title: 'Others changed this contact', retriable: true },
  'contact-not-found': { status: 404, title: 'Nobody is known by this external userid' },
  'channel-code-not-found': { status: 404, title: 'No such channel code' },
  'channel-code-not-ready': { status: 409, title: 'WeCom has not given this code yet' },
  'staff-not-found': { status: 422, title: 'No such staff member' },
  'sms-not-set-up': { status: 503, title: 'Nobody has set up the sending of text messages' },
  'phone-not-usable': { status: 422, title: 'Not a mobile number of mainland China, or nobody’s' },
  'asked-not-to-be-contacted': { status: 409, title: 'They asked not to be contacted' },
  'phone-check-too-soon': { status: 429, title: 'A code was sent to this phone a moment ago' },
  'phone-check-limit': { status: 429, title: 'No more codes today' },
  'phone-check-not-found': { status: 404, title: 'No such check, or it is over' },
  'code-wrong': { status: 422, title: 'Another code was sent' },
  'code-over': { status: 422, title: 'The code is too old or was tried too often' },
  'idempotency-key-reused': {
    status: 409,
    title: 'The key came with another request before',
  },
})
export type WecomRefusal = keyof typeof wecomModuleErrors
