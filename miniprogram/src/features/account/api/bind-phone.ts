import { authorized, type Consent } from '../../../platform/api'

/** Binds the number behind a phone code (valid once, five minutes), with what was agreed to. */
export const bindPhone = (body: {
  code: string
  consent: Consent
}): Promise<{ phoneMasked: string }> =>
  authorized<{ phoneMasked: string }>('/mini/v1/me/phone', { method: 'POST', body })
