import { Text, View } from '@tarojs/components'
import type { Sku } from '../../../platform/api'
import { Heading, moneyText, Press } from '../../../platform/ui'
import { copy } from '../copy'
import { stockWords } from '../stock-words'

type Props = { skus: readonly Sku[]; chosenId: string | null; onChoose: (skuId: string) => void }

/** The choices of a product. What is sold out stays visible and says so. */
export function SkuChoice({ skus, chosenId, onChoose }: Props) {
  return (
    <View className="skus">
      <Heading level={3} className="skus-title">
        {copy.specification}
      </Heading>
      <View className="skus-list">
        {skus.map((sku) => (
          <SkuChip
            key={sku.skuId}
            sku={sku}
            chosen={sku.skuId === chosenId}
            onChoose={() => onChoose(sku.skuId)}
          />
        ))}
      </View>
    </View>
  )
}

type ChipProps = { sku: Sku; chosen: boolean; onChoose: () => void }

function SkuChip({ sku, chosen, onChoose }: ChipProps) {
  const words = stockWords(sku)
  return (
    <Press
      className={`sku ${chosen ? 'sku-on' : ''} ${sku.soldOut ? 'sku-out' : ''}`}
      chosen={chosen}
      disabled={sku.soldOut}
      onPress={onChoose}
    >
      <Text className="sku-name">{sku.name}</Text>
      <Text className="sku-price">{words ?? moneyText(sku.priceFen)}</Text>
    </Press>
  )
}

/** What is chosen when a product opens: the first that can be bought. */
export const firstChoice = (skus: readonly Sku[]): Sku | null =>
  skus.find((sku) => !sku.soldOut) ?? skus[0] ?? null
