import { View } from '@tarojs/components'
import { Icon, Press } from '../../../platform/ui'

/** The round plus in a list. */
export function AddButton({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <Press className="add" label={label} onPress={onPress}>
      <View className="add-round">
        <Icon name="plus" size={16} colour="#FFFFFF" />
      </View>
    </Press>
  )
}
