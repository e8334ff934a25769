import { whenText } from '../../platform/ui'

/** Of a voucher that is over at midnight: the day before, to its last minute. */
export const lastMoment = (validTo: string): string =>
  whenText(new Date(Date.parse(validTo) - 1).toISOString())
