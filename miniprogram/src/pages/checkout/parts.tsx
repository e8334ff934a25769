import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { sentenceFor, type Problem, type Store } from '../../platform/api'
import type { Resource } from '../../platform/api/use-resource'
import { goTab } from '../../platform/navigation'
import { useSession } from '../../platform/session/use-session'
import { Action, Heading, Icon, Money, Press, Refusal } from '../../platform/ui'
import { LogInButton } from '../../features/account/components/log-in-prompt'
import { copy as accountCopy } from '../../features/account/copy'
import type { CartEntry } from '../../features/cart/cart'
import { CartLineRow } from '../../features/cart/components/cart-line-row'
import type { CartLine } from '../../features/cart/lines'
import { copy as deliveryCopy } from '../../features/delivery/copy'
import { copy, problems } from '../../features/orders/copy'
import { StoreSheet } from '../../features/stores/components/store-sheet'
import { copy as storeCopy } from '../../features/stores/copy'

export function StoreRow({ stores, store }: { stores: Resource<Store[]>; store: Store | null }) {
  const [choosing, setChoosing] = useState(false)
  return (
    <View className="card">
      <Press className="checkout-row" onPress={() => setChoosing(true)}>
        <Text className="checkout-row-name">{copy.store}</Text>
        <View className="checkout-row-value">
          <Text>{store?.name ?? storeCopy.choose}</Text>
          {store?.address !== undefined && <Text className="quiet small">{store.address}</Text>}
        </View>
        <Icon name="right" size={14} />
      </Press>
      {choosing && (
        <StoreSheet stores={stores} current={store} onClose={() => setChoosing(false)} />
      )}
    </View>
  )
}

type ItemsProps = {
  lines: readonly CartLine[]
  least: number
  onChange: (entry: CartEntry, qty: number) => void
}

export function Items({ lines, least, onChange }: ItemsProps) {
  return (
    <View className="card order-part">
      <Heading level={2} className="order-part-title">
        {copy.itemsTitle}
      </Heading>
      {lines.map((line) => (
        <CartLineRow
          key={line.entry.skuId}
          line={line}
          least={least}
          onChange={(qty) => onChange(line.entry, qty)}
        />
      ))}
    </View>
  )
}

type BottomProps = {
  lines: readonly CartLine[]
  totalFen: number
  missing: 'address' | 'store' | null
  /** The price is being asked for. */
  waiting: boolean
  busy: boolean
  problem: Problem | null
  onSubmit: () => void
}

/** The sum and the one button: log in first where nobody is, else place the order. */
export function Bottom({
  lines,
  totalFen,
  missing,
  waiting,
  busy,
  problem,
  onSubmit,
}: BottomProps) {
  const session = useSession()
  const troubled = lines.some((line) => line.trouble !== null)
  const why = whyNot({ guest: session === 'out', troubled, missing })
  return (
    <>
      {problem !== null && <Refusal>{sentenceFor(problem, problems)}</Refusal>}
      {problem?.code === 'too-many-open-orders' && (
        <Action kind="pill" onPress={() => goTab('orders')}>
          {copy.openOrders}
        </Action>
      )}
      {why !== null && <View className="checkout-why">{why}</View>}
      <View className="checkout-bottom">
        <View className="checkout-sum">
          <Text className="quiet small">{copy.total}</Text>
          <Money fen={totalFen} size="l" />
        </View>
        <View className="checkout-action">
          {session === 'out' ? (
            <LogInButton />
          ) : (
            <Action
              busy={busy}
              disabled={troubled || missing !== null || waiting}
              onPress={onSubmit}
            >
              {busy ? copy.submitting : copy.submit}
            </Action>
          )}
        </View>
      </View>
    </>
  )
}

type Reasons = { guest: boolean; troubled: boolean; missing: BottomProps['missing'] }

function whyNot({ guest, troubled, missing }: Reasons): string | null {
  if (guest) {
    return accountCopy.needLogIn
  }
  if (troubled) {
    return copy.troubled
  }
  if (missing === 'address') {
    return deliveryCopy.missing
  }
  return missing === 'store' ? copy.noStore : null
}
