import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Product, Sku } from '../../platform/api'
import { open, pages } from '../../platform/navigation'
import { Empty, Failure, Heading, Screen, Skeleton } from '../../platform/ui'
import { cart } from '../../features/cart/cart'
import { AddButton } from '../../features/cart/components/add-button'
import { CartBar } from '../../features/cart/components/cart-bar'
import { CartSheet } from '../../features/cart/components/cart-sheet'
import { cartLines, totalOf, unitsOf } from '../../features/cart/lines'
import { useCart } from '../../features/cart/use-cart'
import { useProducts } from '../../features/catalog/api/list-products'
import { Categories } from '../../features/catalog/components/categories'
import { ProductRow } from '../../features/catalog/components/product-row'
import { SkuSheet } from '../../features/catalog/components/sku-sheet'
import { copy } from '../../features/catalog/copy'
import { useStores } from '../../features/stores/api/list-stores'
import { placeOf, useChosenStore } from '../../features/stores/chosen-store'

export default function Menu() {
  const stores = useStores()
  const products = useProducts(placeOf(stores, useChosenStore(stores.data)))
  const all = products.data ?? []
  const categories = [...new Set(all.map((product) => product.category))]
  const [wanted, setWanted] = useState<string | null>(null)
  const current = categories.find((name) => name === wanted) ?? categories[0] ?? ''
  const [choosing, setChoosing] = useState<Product | null>(null)
  return (
    <Screen title="点单" tab="menu">
      {products.data === null && products.problem === null && (
        <Skeleton heights={[108, 108, 108]} />
      )}
      {products.data === null && products.problem !== null && (
        <Failure problem={products.problem} what={copy.listFailed} onRetry={products.reload} />
      )}
      {products.data?.length === 0 && (
        <Empty
          text={copy.empty}
          hint={copy.emptyHint}
          action={copy.refresh}
          onAction={products.reload}
        />
      )}
      {all.length > 0 && (
        <View className="menu">
          <Categories names={categories} current={current} onChoose={setWanted} />
          <View className="menu-list">
            <Heading level={2} className="menu-category">
              {current}
            </Heading>
            {all
              .filter((product) => product.category === current)
              .map((product) => (
                <ProductRow
                  key={product.productId}
                  product={product}
                  action={<Add product={product} onChoose={setChoosing} />}
                />
              ))}
          </View>
        </View>
      )}
      <Cart products={all} />
      {choosing !== null && (
        <SkuSheet
          product={choosing}
          onAdd={(sku) => {
            addOne(choosing, sku)
            setChoosing(null)
          }}
          onClose={() => setChoosing(null)}
        />
      )}
    </Screen>
  )
}

type AddProps = { product: Product; onChoose: (product: Product) => void }

function Add({ product, onChoose }: AddProps) {
  const [only, second] = product.skus
  if (product.soldOut || only === undefined) {
    return null
  }
  return second === undefined ? (
    <AddButton label={copy.addOne(product.name)} onPress={() => addOne(product, only)} />
  ) : (
    <AddButton label={copy.pickOne(product.name)} onPress={() => onChoose(product)} />
  )
}

function Cart({ products }: { products: readonly Product[] }) {
  const entries = useCart()
  const lines = cartLines(entries, products)
  const [shown, setShown] = useState(false)
  if (entries.length === 0 || products.length === 0) {
    return null
  }
  const checkout = () => {
    setShown(false)
    open(pages.checkout())
  }
  return (
    <>
      <View className="menu-cart">
        <CartBar
          units={unitsOf(entries)}
          totalFen={totalOf(lines)}
          onOpen={() => setShown(true)}
          onCheckout={checkout}
        />
      </View>
      {shown && <CartSheet lines={lines} onClose={() => setShown(false)} onCheckout={checkout} />}
    </>
  )
}

function addOne(product: Product, sku: Sku): void {
  cart.add({ productId: product.productId, skuId: sku.skuId, qty: 1 })
}
