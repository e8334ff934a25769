import { View } from '@tarojs/components'
import { Action, Sheet } from '../../../platform/ui'
import { copy } from '../copy'

export function WithdrawSheet({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const buttons = (
    <View className="consent-buttons">
      <Action kind="outline" onPress={onNo}>
        {copy.withdrawNo}
      </Action>
      <Action onPress={onYes}>{copy.withdrawYes}</Action>
    </View>
  )
  return (
    <Sheet title={copy.withdrawTitle} onClose={onNo} footer={buttons}>
      {copy.withdrawText}
    </Sheet>
  )
}
