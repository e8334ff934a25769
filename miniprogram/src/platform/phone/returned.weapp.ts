import type { ReturnedPhone } from './phone.types'

/** WeChat answers its button directly and never leaves the page. */
export const takePhoneCode = (): ReturnedPhone => null
