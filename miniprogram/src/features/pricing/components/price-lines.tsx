import { Text, View } from '@tarojs/components'
import type { PriceStep } from '../../../platform/api'
import { Heading, Money } from '../../../platform/ui'
import { copy, stepAmount, stepWords } from '../copy'

type Props = { steps: readonly PriceStep[]; totalFen: number; gift?: string }

/** Every step from the goods to what is to be paid. */
export function PriceLines({ steps, totalFen, gift }: Props) {
  return (
    <View className="card order-part">
      <Heading level={2} className="order-part-title">
        {copy.title}
      </Heading>
      {steps.map((step, index) => (
        <Line key={index} step={step} />
      ))}
      {gift !== undefined && <Text className="price-gift">{copy.gift(gift)}</Text>}
      <View className="order-total">
        <Text className="quiet">{copy.total}</Text>
        <Money fen={totalFen} />
      </View>
    </View>
  )
}

function Line({ step }: { step: PriceStep }) {
  const { name, note } = stepWords(step)
  return (
    <View className="price-line">
      <View className="price-line-words">
        <Text>{name}</Text>
        {note !== undefined && <Text className="quiet small">{note}</Text>}
      </View>
      <Text className={step.amountFen < 0 ? 'price-line-less' : ''}>{stepAmount(step)}</Text>
    </View>
  )
}
