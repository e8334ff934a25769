import { authorized } from '../../../platform/api'

/** Takes the consent back: the number is no longer used. May be repeated. */
export const withdrawConsent = (): Promise<unknown> =>
  authorized<unknown>('/mini/v1/me/phone/consent', { method: 'DELETE' })
