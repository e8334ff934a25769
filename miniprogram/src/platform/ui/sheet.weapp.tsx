import { View } from '@tarojs/components'
import { SheetBody } from './sheet-body'
import type { SheetProps } from './sheet.types'

export function Sheet(props: SheetProps) {
  return (
    <View className="sheet">
      <View className="sheet-shade" onClick={props.onClose} catchMove />
      <View className="sheet-panel">
        <SheetBody {...props} />
      </View>
    </View>
  )
}
