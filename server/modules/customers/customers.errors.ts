import { defineErrors } from '../../platform/errors/index.js'

export const customerErrors = defineErrors({
  'customer-not-found': { status: 404, title: 'No customer is known by this' },
  'identifier-of-others': { status: 404, title: 'The customer has no such identifier' },
  'customer-erased': { status: 410, title: 'This customer was erased' },
  'reveal-limit-reached': {
    status: 429,
    title: 'Phones were shown as often as one operator may in a day',
  },
  'phone-is-shared': { status: 409, title: 'Several customers have proved this phone number' },
  'member-no-is-shared': { status: 409, title: 'Several customers have this member number' },
  'identifier-missing': { status: 400, title: 'Name exactly one identifier' },
  'identity-moved-on': {
    status: 409,
    title: 'The customers have changed since they were looked at',
    retriable: true,
  },
  'decision-refused': {
    status: 409,
    title: 'This cannot be said: evidence or a decision is against it',
  },
  'decision-not-found': { status: 404, title: 'No such decision' },
  'decision-not-in-force': { status: 409, title: 'The decision was taken back before' },
  'history-not-found': { status: 404, title: 'No such merge or split' },
  'merge-not-undoable': { status: 409, title: 'This merge cannot be taken back' },
  'review-not-found': { status: 404, title: 'No such review' },
  'pending-not-found': { status: 404, title: 'Nothing waits under this id' },
  'pending-too-large': { status: 409, title: 'Too much hangs together to be applied at once' },
  'login-code-invalid': { status: 401, title: 'The log-in code is unknown, used or too old' },
  'login-blocked': { status: 403, title: 'WeChat has blocked this user' },
  'phone-code-invalid': { status: 422, title: 'The phone code is unknown, used or too old' },
  'phone-not-mainland': { status: 422, title: 'Not a mobile number of mainland China' },
  'blocked-value-unreadable': {
    status: 422,
    title: 'No value of this kind, or nobody’s by a rule of the product',
  },
  'value-already-blocked': { status: 409, title: 'The value is on the list' },
  'blocked-values-full': { status: 409, title: 'The list is full' },
  'blocked-value-not-found': { status: 404, title: 'The value is not on the list' },
  'view-not-found': { status: 404, title: 'No saved view of this id' },
  'view-name-taken': { status: 409, title: 'Another view of yours has this name' },
  'views-full': { status: 409, title: 'As many views as one operator may keep' },
  'customer-not-yet-known': {
    status: 503,
    title: 'The customer is not known yet',
    retriable: true,
  },
})
