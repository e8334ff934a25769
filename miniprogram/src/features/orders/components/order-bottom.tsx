import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Order } from '../../../platform/api'
import { Action, moneyText, Sheet } from '../../../platform/ui'
import { copy } from '../copy'

type Props = {
  order: Order
  paying: boolean
  cancelling: boolean
  onPay: () => void
  onCancel: () => void
}

/** Pay or cancel, while an order waits for payment. */
export function OrderBottom({ order, paying, cancelling, onPay, onCancel }: Props) {
  const [asking, setAsking] = useState(false)
  const busy = paying || cancelling
  return (
    <>
      <View className="order-bottom">
        <Action kind="outline" disabled={busy} onPress={() => setAsking(true)}>
          {cancelling ? copy.cancelling : copy.cancel}
        </Action>
        <Action busy={paying} disabled={busy} onPress={onPay}>
          {paying ? copy.paying : copy.payAmount(moneyText(order.totalFen))}
        </Action>
      </View>
      {asking && (
        <CancelSheet
          onNo={() => setAsking(false)}
          onYes={() => {
            setAsking(false)
            onCancel()
          }}
        />
      )}
    </>
  )
}

function CancelSheet({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const buttons = (
    <View className="order-bottom order-bottom-even">
      <Action kind="outline" onPress={onNo}>
        {copy.cancelNo}
      </Action>
      <Action onPress={onYes}>{copy.cancelYes}</Action>
    </View>
  )
  return (
    <Sheet title={copy.cancelTitle} onClose={onNo} footer={buttons}>
      {copy.cancelText}
    </Sheet>
  )
}
