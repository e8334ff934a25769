import type { Voucher } from '../api/vouchers.js'
import { states } from '../copy.js'

export function VoucherState({ state }: { state: Voucher['state'] }) {
  return <span className={`tag ${states[state].tone}`}>{states[state].text}</span>
}
