import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Product, Sku } from '../../../platform/api'
import { Action, Money, Picture, Sheet } from '../../../platform/ui'
import { copy } from '../copy'
import { ComparedPrice } from './compared-price'
import { firstChoice, SkuChoice } from './sku-choice'

type Props = { product: Product; onAdd: (sku: Sku) => void; onClose: () => void }

/** Choosing a SKU without leaving the ordering list. */
export function SkuSheet({ product, onAdd, onClose }: Props) {
  const { skus, name } = product
  const [skuId, setSkuId] = useState(firstChoice(skus)?.skuId ?? null)
  const sku = skus.find((one) => one.skuId === skuId) ?? null
  const button = (
    <Action disabled={sku === null || sku.soldOut} onPress={() => sku !== null && onAdd(sku)}>
      {sku?.soldOut === true ? copy.soldOut : copy.add}
    </Action>
  )
  return (
    <Sheet title={copy.pick} onClose={onClose} footer={button}>
      <View className="sku-sheet-head">
        <Picture className="sku-sheet-picture" {...product} />
        <View>
          <Text className="sku-sheet-name">{name}</Text>
          {sku !== null && <Money fen={sku.priceFen} size="l" />}
          {sku !== null && <ComparedPrice {...sku} />}
        </View>
      </View>
      <SkuChoice skus={skus} chosenId={skuId} onChoose={setSkuId} />
    </Sheet>
  )
}
