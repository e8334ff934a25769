import { identifierTypeText, identifierValueText } from '../../../shared/people/identifier-text.js'
import type { Side } from './api/previews.js'
import { copy } from './copy.js'

/** 手机号 138****6021 */
export const identifierName = ({ type, value }: { type: string; value: string }): string =>
  `${identifierTypeText(type)} ${identifierValueText(value)}`

/** cus_4MT2… */
export const shortId = (customerId: string): string => `${customerId.slice(0, 10)}…`

export const sideName = ({ name, customerId }: Pick<Side, 'name' | 'customerId'>): string =>
  name ?? (customerId === null ? copy.newCustomer : `${copy.noName} ${shortId(customerId)}`)
