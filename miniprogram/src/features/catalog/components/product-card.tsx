import { View } from '@tarojs/components'
import type { Product } from '../../../platform/api'
import { open, pages } from '../../../platform/navigation'
import { Heading, Money, Picture, Press } from '../../../platform/ui'
import { copy } from '../copy'
import { comparedOf, ComparedPrice } from './compared-price'
import { productStockWords } from '../stock-words'
import { StockTag } from './stock-tag'

/** A product with a large picture, two in a row. */
export function ProductCard({ product }: { product: Product }) {
  const { name, productId, soldOut, skus, priceFromFen } = product
  return (
    <Press
      className="product-card"
      label={copy.openOne(name)}
      onPress={() => open(pages.product(productId))}
    >
      <Picture className="product-card-picture" {...product} />
      <View className="product-card-text">
        <Heading level={3} className="product-card-name one-line">
          {name}
        </Heading>
        <View className="product-card-line">
          <Money fen={priceFromFen} from={dearer(product)} />
          <StockTag words={productStockWords({ soldOut, skus })} soldOut={soldOut} />
        </View>
        <ComparedPrice {...comparedOf(product)} />
      </View>
    </Press>
  )
}

export const dearer = (product: Product): boolean =>
  product.skus.some((sku) => sku.priceFen > product.priceFromFen)
