import { defineErrors } from '../../platform/errors/index.js'

export const customerErrors = defineErrors({
  'customer-not-found': { status: 404, title: 'No customer is known by this' },
  'customer-erased': { status: 410, title: 'The customer asked to be forgotten' },
  'phone-is-shared': { status: 409, title: 'Several customers have proved this phone number' },
  'member-no-is-shared': { status: 409, title: 'Several customers have this member number' },
  'identifier-missing': { status: 400, title: 'Name exactly one identifier' },
  'phone-not-readable': { status: 400, title: 'Not a mainland mobile number' },
  'identity-moved-on': { status: 503, title: 'Others are changing this customer', retriable: true },
  'login-code-invalid': { status: 401, title: 'The log-in code is used up or too old' },
  'phone-code-invalid': { status: 400, title: 'The phone code is used up or too old' },
  'customer-not-yet-known': {
    status: 503,
    title: 'The log-in is still being worked',
    retriable: true,
  },
})
