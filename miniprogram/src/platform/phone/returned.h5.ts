import { takeReturned } from '../redirect/redirect.h5'
import { read, remove } from '../storage'
import { ASKED } from './ask.h5'
import type { ReturnedPhone } from './phone.types'

/**
 * Takes what the sandbox's page brought, once. It counts only after someone agreed here: a link with
 * a foreign code must not bind a number.
 */
export function takePhoneCode(): ReturnedPhone {
  const asked = read(ASKED, (stored) => (stored === true ? true : null)) === true
  const { phone_code: code, phone_refused: refused } = takeReturned(['phone_code', 'phone_refused'])
  remove(ASKED)
  if (!asked) {
    return null
  }
  if (code !== undefined && code !== '') {
    return { code }
  }
  return refused !== undefined || code === '' ? 'refused' : null
}
