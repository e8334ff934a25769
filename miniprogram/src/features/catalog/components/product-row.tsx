import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Product } from '../../../platform/api'
import { open, pages } from '../../../platform/navigation'
import { Heading, Money, Picture, Press } from '../../../platform/ui'
import { copy } from '../copy'
import { productStockWords } from '../stock-words'
import { comparedOf, ComparedPrice } from './compared-price'
import { dearer } from './product-card'
import { StockTag } from './stock-tag'

/** A product in the ordering list; `action` adds it to the cart. */
export function ProductRow({ product, action }: { product: Product; action: ReactNode }) {
  const { name, productId, skus, soldOut } = product
  return (
    <View className="product-row">
      <Press
        className="product-row-open"
        label={copy.openOne(name)}
        onPress={() => open(pages.product(productId))}
      >
        <Picture className="product-row-picture" {...product} />
      </Press>
      <View className="product-row-text">
        <Heading level={3} className="product-row-name">
          {name}
        </Heading>
        {skus.length > 1 && (
          <Text className="product-row-skus one-line">
            {skus.map((sku) => sku.name).join('，')}
          </Text>
        )}
        <StockTag words={productStockWords(product)} soldOut={soldOut} />
        <View className="product-row-line">
          <View>
            <Money fen={product.priceFromFen} from={dearer(product)} />
            <ComparedPrice {...comparedOf(product)} />
          </View>
          {action}
        </View>
      </View>
    </View>
  )
}
