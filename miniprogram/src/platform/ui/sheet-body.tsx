import { View } from '@tarojs/components'
import { Heading } from './heading'
import { Icon } from './icon'
import { Press } from './press'
import type { SheetProps } from './sheet.types'

export function SheetBody({ title, onClose, children, footer }: SheetProps) {
  return (
    <>
      <View className="sheet-head">
        <Heading level={2} className="sheet-title">
          {title}
        </Heading>
        <Press className="sheet-close" label="关闭" onPress={onClose}>
          <Icon name="close" size={18} />
        </Press>
      </View>
      <View className="sheet-content">{children}</View>
      {footer !== undefined && <View className="sheet-foot">{footer}</View>}
    </>
  )
}
