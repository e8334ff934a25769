import { cart } from '../cart'
import { copy } from '../copy'
import type { CartLine } from '../lines'
import { CartLineRow } from './cart-line-row'
import { Action, Empty, Sheet } from '../../../platform/ui'

type Props = { lines: readonly CartLine[]; onClose: () => void; onCheckout: () => void }

export function CartSheet({ lines, onClose, onCheckout }: Props) {
  const footer = <Action onPress={onCheckout}>{copy.checkout}</Action>
  return (
    <Sheet title={copy.title} onClose={onClose} footer={lines.length > 0 ? footer : undefined}>
      {lines.length === 0 && <Empty text={copy.empty} hint={copy.emptyHint} />}
      {lines.map((line) => (
        <CartLineRow
          key={line.entry.skuId}
          line={line}
          onChange={(qty) => cart.set({ ...line.entry, qty })}
        />
      ))}
    </Sheet>
  )
}
