import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Problem, ProductDetail, Sku } from '../../platform/api'
import { goTab, open, pages } from '../../platform/navigation'
import {
  Action,
  Empty,
  Failure,
  Heading,
  Icon,
  INK,
  Money,
  Picture,
  Press,
  Screen,
  Skeleton,
} from '../../platform/ui'
import { cart } from '../../features/cart/cart'
import { unitsOf } from '../../features/cart/lines'
import { useCart } from '../../features/cart/use-cart'
import { useProduct } from '../../features/catalog/api/get-product'
import { ComparedPrice } from '../../features/catalog/components/compared-price'
import { firstChoice, SkuChoice } from '../../features/catalog/components/sku-choice'
import { StockTag } from '../../features/catalog/components/stock-tag'
import { copy } from '../../features/catalog/copy'
import { stockWords } from '../../features/catalog/stock-words'
import { promiseWords } from '../../features/catalog/voucher-words'
import { useStores } from '../../features/stores/api/list-stores'
import { placeOf, useChosenStore } from '../../features/stores/chosen-store'

export default function Product() {
  const { productId = '' } = useRouter().params
  const stores = useStores()
  const place = placeOf(stores, useChosenStore(stores.data))
  const { data, problem, reload } = useProduct(productId, place)
  const [skuId, setSkuId] = useState<string | null>(null)
  const sku = data?.skus.find((one) => one.skuId === skuId) ?? firstChoice(data?.skus ?? [])
  const bottom = data === null ? undefined : <Bottom product={data} sku={sku} />
  return (
    <Screen title={copy.title} barColour={data?.tint} bottom={bottom}>
      {data === null && problem === null && <Skeleton heights={[256, 96, 140]} />}
      {data === null && problem !== null && <Missing problem={problem} onRetry={reload} />}
      {data !== null && (
        <>
          <Picture className="product-picture" photoPx={800} {...data} />
          <Info product={data} sku={sku} />
          <View className="product-part">
            <SkuChoice skus={data.skus} chosenId={sku?.skuId ?? null} onChoose={setSkuId} />
          </View>
          <View className="product-part product-line">
            <Icon name="bag" size={16} />
            <Text>{data.voucher === undefined ? copy.pickup : promiseWords(data.voucher)}</Text>
          </View>
        </>
      )}
    </Screen>
  )
}

function Missing({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  return problem.status === 404 ? (
    <Empty
      text={copy.gone}
      hint={copy.goneHint}
      action={copy.goMenu}
      onAction={() => goTab('menu')}
    />
  ) : (
    <Failure problem={problem} what={copy.oneFailed} onRetry={onRetry} />
  )
}

function Info({ product, sku }: { product: ProductDetail; sku: Sku | null }) {
  const shown = sku ?? { soldOut: product.soldOut }
  return (
    <View className="product-info">
      <View className="product-price">
        <View className="product-prices">
          <Money fen={sku?.priceFen ?? product.priceFromFen} size="l" />
          {sku !== null && <ComparedPrice {...sku} />}
        </View>
        <StockTag words={stockWords(shown)} soldOut={shown.soldOut} />
      </View>
      <Heading level={2} className="product-name">
        {product.name}
      </Heading>
      {product.description !== undefined && (
        <Text className="product-description">{product.description}</Text>
      )}
    </View>
  )
}

function Bottom({ product, sku }: { product: ProductDetail; sku: Sku | null }) {
  const units = unitsOf(useCart())
  const { productId } = product
  const impossible = sku === null || sku.soldOut
  const add = () => {
    if (sku !== null) {
      cart.add({ productId, skuId: sku.skuId, qty: 1 })
      void Taro.showToast({ title: copy.added, icon: 'none' })
    }
  }
  const buy = () => sku !== null && open(pages.checkoutOne({ productId, skuId: sku.skuId }))
  return (
    <View className="product-bottom">
      <Press className="product-cart" onPress={() => goTab('menu')}>
        <View className="product-cart-sign">
          <Icon name="bag" size={22} colour={INK.soft} />
          {units > 0 && <Text className="product-cart-units">{units}</Text>}
        </View>
        {copy.cart}
      </Press>
      <Action kind="outline" disabled={impossible} onPress={add}>
        {copy.add}
      </Action>
      <Action disabled={impossible} onPress={buy}>
        {impossible ? copy.soldOut : copy.buyNow}
      </Action>
    </View>
  )
}
