import { defineErrors } from '../../platform/errors/index.js'

export const wecomModuleErrors = defineErrors({
  'relation-moved-on': { status: 503, title: 'Others changed this contact', retriable: true },
  'contact-not-found': { status: 404, title: 'Nobody is known by this external userid' },
  'channel-code-not-found': { status: 404, title: 'No such channel code' },
  'channel-code-not-ready': { status: 409, title: 'WeCom has not given this code yet' },
  'staff-not-found': { status: 422, title: 'No such staff member' },
  'idempotency-key-reused': {
    status: 409,
    title: 'The key came with another request before',
  },
})
export type WecomRefusal = keyof typeof wecomModuleErrors
