import { Text } from '@tarojs/components'
import type { Store } from '../../../platform/api'
import { Icon, INK, Press } from '../../../platform/ui'
import { copy } from '../copy'

/** The chosen store beside the brand's name. */
export function StoreLink({ store, onPress }: { store: Store | null; onPress: () => void }) {
  const name = store?.name ?? copy.none
  return (
    <Press className="store-link" label={`${copy.pickup}：${name}`} onPress={onPress}>
      <Icon name="pin" size={14} colour={INK.soft} />
      <Text className="store-link-name one-line">{name}</Text>
      <Icon name="down" size={12} colour={INK.soft} />
    </Press>
  )
}
