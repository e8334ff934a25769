import { defineErrors } from '../../platform/errors/index.js'

export const operatorErrors = defineErrors({
  'login-failed': { status: 401, title: 'Name or password is wrong' },
  'login-locked': { status: 429, title: 'Too many failed log-ins: wait', retriable: true },
  'login-code-invalid': { status: 401, title: 'The log-in code is unknown, used or too old' },
  'login-state-wrong': { status: 401, title: 'This log-in was not begun in this browser' },
  'not-a-staff-member': { status: 403, title: 'Only active staff may use the sidebar' },
  'redirect-not-ours': { status: 400, title: 'The address to come back to is not one of ours' },
  'username-taken': { status: 409, title: 'Another operator has this name' },
  'operator-not-found': { status: 404, title: 'No such operator' },
  'last-admin': { status: 409, title: 'The last active admin cannot be disabled or demoted' },
  'stores-needed': { status: 409, title: 'A store manager needs a list of stores' },
  'admin-password-missing': { status: 500, title: 'ADMIN_PASSWORD is needed: no operator yet' },
})

export type LogInRefusal = 'login-failed' | 'login-locked'
export type SidebarRefusal = 'login-code-invalid' | 'login-state-wrong' | 'not-a-staff-member'
