import { Text, View } from '@tarojs/components'
import { goTab, open, pages } from '../../platform/navigation'
import { useSession } from '../../platform/session/use-session'
import { Action, Empty, Failure, Money, Screen, Skeleton } from '../../platform/ui'
import { cart } from '../../features/cart/cart'
import { CartLineRow } from '../../features/cart/components/cart-line-row'
import { copy } from '../../features/cart/copy'
import { cartLines, totalOf } from '../../features/cart/lines'
import { useCart } from '../../features/cart/use-cart'
import { useProducts } from '../../features/catalog/api/list-products'
import { copy as catalogCopy } from '../../features/catalog/copy'
import { usePrice } from '../../features/pricing/api/use-price'
import { PriceLines } from '../../features/pricing/components/price-lines'
import { useStores } from '../../features/stores/api/list-stores'
import { placeOf, useChosenStore } from '../../features/stores/chosen-store'

/** What lies in the cart, what cannot be ordered of it, and what it would cost. */
export default function CartPage() {
  const entries = useCart()
  const stores = useStores()
  const place = placeOf(stores, useChosenStore(stores.data))
  const products = useProducts(place)
  const session = useSession()
  const lines = cartLines(entries, products.data ?? [])
  const items = entries.map(({ skuId, qty }) => ({ skuId, qty }))
  const price = usePrice(
    { items, delivery: 'pickup', ...place },
    { ready: session === 'in' && items.length > 0 },
  )
  const totalFen = price.data?.totalFen ?? totalOf(lines)
  const shown = products.data !== null && entries.length > 0
  const bottom = shown ? (
    <View className="checkout-bottom">
      <View className="checkout-sum">
        <Text className="quiet small">{copy.total}</Text>
        <Money fen={totalFen} size="l" />
      </View>
      <View className="checkout-action">
        <Action onPress={() => open(pages.checkout())}>{copy.checkout}</Action>
      </View>
    </View>
  ) : undefined
  return (
    <Screen title={copy.title} bottom={bottom}>
      {products.data === null && products.problem === null && <Skeleton heights={[84, 84]} />}
      {products.data === null && products.problem !== null && (
        <Failure
          problem={products.problem}
          what={catalogCopy.listFailed}
          onRetry={products.reload}
        />
      )}
      {products.data !== null && entries.length === 0 && (
        <Empty
          text={copy.empty}
          hint={copy.emptyHint}
          action={copy.goMenu}
          onAction={() => goTab('menu')}
        />
      )}
      {shown && (
        <View className="card order-part">
          {lines.map((line) => (
            <CartLineRow
              key={line.entry.skuId}
              line={line}
              onChange={(qty) => cart.set({ ...line.entry, qty })}
            />
          ))}
        </View>
      )}
      {shown && price.data !== null && (
        <PriceLines
          steps={price.data.explanation}
          totalFen={price.data.totalFen}
          gift={price.data.gift?.name}
        />
      )}
    </Screen>
  )
}
