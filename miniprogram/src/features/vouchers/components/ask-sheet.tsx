import { Text, View } from '@tarojs/components'
import { Action, Sheet } from '../../../platform/ui'

type Props = {
  title: string
  points: readonly string[]
  yes: string
  no: string
  onYes: () => void
  onNo: () => void
}

/** Says what will change, before it does. */
export function AskSheet({ title, points, yes, no, onYes, onNo }: Props) {
  const buttons = (
    <View className="voucher-buttons">
      <Action kind="outline" onPress={onNo}>
        {no}
      </Action>
      <Action onPress={onYes}>{yes}</Action>
    </View>
  )
  return (
    <Sheet title={title} onClose={onNo} footer={buttons}>
      {points.map((point) => (
        <Text key={point} className="voucher-point">
          {point}
        </Text>
      ))}
    </Sheet>
  )
}
