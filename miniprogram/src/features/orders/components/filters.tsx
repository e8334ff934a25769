import { View } from '@tarojs/components'
import type { OrderStatus } from '../../../platform/api'
import { Press } from '../../../platform/ui'
import { FILTERS } from '../use-order-list'

type Props = { current: OrderStatus | null; onChoose: (status: OrderStatus | null) => void }

export function Filters({ current, onChoose }: Props) {
  return (
    <View className="filters">
      {FILTERS.map(({ status, text }) => (
        <Press
          key={text}
          className={`filter ${status === current ? 'filter-on' : ''}`}
          chosen={status === current}
          onPress={() => onChoose(status)}
        >
          {text}
        </Press>
      ))}
    </View>
  )
}
