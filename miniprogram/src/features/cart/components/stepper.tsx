import { Text, View } from '@tarojs/components'
import { Icon, INK, Press } from '../../../platform/ui'
import { copy } from '../copy'

type Props = {
  name: string
  qty: number
  most: number
  least?: number
  onChange: (qty: number) => void
}

/** Fewer, number, more. `least` 0 lets the last one be taken out. */
export function Stepper({ name, qty, most, least = 0, onChange }: Props) {
  return (
    <View className="stepper">
      <Press
        className="step"
        label={copy.fewer(name)}
        disabled={qty <= least}
        onPress={() => onChange(qty - 1)}
      >
        <View className="step-round">
          <Icon name="minus" size={14} colour={qty <= least ? '#A39E98' : INK.ink} />
        </View>
      </Press>
      <Text className="step-qty">{qty}</Text>
      <Press
        className="step"
        label={copy.more(name)}
        disabled={qty >= most}
        onPress={() => onChange(qty + 1)}
      >
        <View className="step-round">
          <Icon name="plus" size={14} colour={qty >= most ? '#A39E98' : INK.ink} />
        </View>
      </Press>
    </View>
  )
}
