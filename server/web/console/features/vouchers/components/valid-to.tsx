import { When } from '../../../../shared/format/when.js'

/** Until when a voucher can be used: it is over at midnight, so the day before, to its last minute. */
export function ValidTo({ at }: { at: string }) {
  return <When at={new Date(Date.parse(at) - 1).toISOString()} />
}
