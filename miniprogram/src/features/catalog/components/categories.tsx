import { View } from '@tarojs/components'
import { Press } from '../../../platform/ui'
import { copy } from '../copy'

type Props = {
  names: readonly string[]
  current: string
  onChoose: (name: string) => void
}

export function Categories({ names, current, onChoose }: Props) {
  return (
    <View className="categories" aria-label={copy.categories}>
      {names.map((name) => (
        <Press
          key={name}
          className={`category ${name === current ? 'category-on' : ''}`}
          chosen={name === current}
          onPress={() => onChoose(name)}
        >
          {name}
        </Press>
      ))}
    </View>
  )
}
