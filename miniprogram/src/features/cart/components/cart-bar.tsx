import { Text, View } from '@tarojs/components'
import { Action, Icon, INK, Money, Press } from '../../../platform/ui'
import { copy } from '../copy'

type Props = { units: number; totalFen: number; onOpen: () => void; onCheckout: () => void }

/** The cart at the bottom of the ordering list. */
export function CartBar({ units, totalFen, onOpen, onCheckout }: Props) {
  return (
    <View className="cart-bar">
      <Press className="cart-bar-open" label={copy.openCart(units)} onPress={onOpen}>
        <Icon name="bag" size={26} colour={INK.ink} />
        <Text className="cart-badge">{units}</Text>
      </Press>
      <Money fen={totalFen} size="l" />
      <View className="cart-bar-action">
        <Action onPress={onCheckout}>{copy.checkout}</Action>
      </View>
    </View>
  )
}
