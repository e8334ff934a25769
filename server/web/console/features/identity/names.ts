import { identifierTypeText, identifierValueText } from '../../../shared/people/identifier-text.js'
import type { Side } from './api/previews.js'
import { copy } from './copy.js'

/** 手机号 138****6021 */
export const identifierName = ({ type, value }: { type: string; value: string }): string =>
  `${identifierTypeText(type)} ${identifierValueText(value)}`

const TAIL = 6

/** cus_…ycmgpp: the beginning is the time, so the end tells two apart. */
export const shortId = (customerId: string): string => `cus_…${customerId.slice(-TAIL)}`

/** By name, else by the first thing that is known of them. */
export function sideName({ name, customerId, identifiers: [first, ...others] }: Side): string {
  if (name !== null) {
    return name
  }
  if (customerId !== null && first?.type === 'phone' && others.length === 0) {
    return copy.phoneOnly
  }
  const known = first === undefined ? shortId(customerId ?? '') : identifierName(first)
  return customerId === null ? `${copy.newCustomer}（${known}）` : `${copy.noName}（${known}）`
}
