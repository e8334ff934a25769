import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Product } from '../../platform/api'
import { Empty, Failure, Heading, Screen, Skeleton } from '../../platform/ui'
import { useBrand } from '../../platform/use-brand'
import { useProducts } from '../../features/catalog/api/list-products'
import { BrandHead, HeroCard, HeroPicture } from '../../features/catalog/components/hero'
import { ProductCard } from '../../features/catalog/components/product-card'
import { copy } from '../../features/catalog/copy'
import { useStores } from '../../features/stores/api/list-stores'
import { placeOf, useChosenStore } from '../../features/stores/chosen-store'
import { StoreLink } from '../../features/stores/components/store-link'
import { StoreSheet } from '../../features/stores/components/store-sheet'

export default function Home() {
  const brand = useBrand()
  const stores = useStores()
  const store = useChosenStore(stores.data)
  const products = useProducts(placeOf(stores, store))
  const [choosing, setChoosing] = useState(false)
  const link = <StoreLink store={store} onPress={() => setChoosing(true)} />
  const loading = products.data === null && products.problem === null
  const [hero, ...others] = inFront(products.data ?? [])
  const counts = copy.counts({
    products: products.data?.length ?? 0,
    stores: stores.data?.length ?? 0,
  })
  return (
    <Screen tab="home">
      <BrandHead brand={brand} store={link} tint={hero?.tint}>
        {hero !== undefined && <HeroPicture product={hero} counts={counts} />}
        {loading && <View className="hero-stage" />}
      </BrandHead>
      {hero !== undefined && <HeroCard product={hero} />}
      {loading && <Skeleton heights={[164, 200, 180]} />}
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
      {byCategory(others).map(([category, items]) => (
        <View key={category}>
          <View className="section-head">
            <Heading level={2} className="section-title">
              {category}
            </Heading>
            <Text className="section-note">{items.length} 款</Text>
          </View>
          <View className="products">
            {items.map((product) => (
              <ProductCard key={product.productId} product={product} />
            ))}
          </View>
        </View>
      ))}
      {choosing && (
        <StoreSheet stores={stores} current={store} onClose={() => setChoosing(false)} />
      )}
    </Screen>
  )
}

/** The first product that can be bought comes to the front, the others keep the shop's order. */
function inFront(products: readonly Product[]): Product[] {
  const first = products.find((product) => !product.soldOut) ?? products[0]
  return first === undefined ? [] : [first, ...products.filter((product) => product !== first)]
}

function byCategory(products: readonly Product[]): [string, Product[]][] {
  const groups = new Map<string, Product[]>()
  for (const product of products) {
    groups.set(product.category, [...(groups.get(product.category) ?? []), product])
  }
  return [...groups]
}
