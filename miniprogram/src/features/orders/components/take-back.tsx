import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Order } from '../../../platform/api'
import { Action, Icon, moneyText, Press, Sheet } from '../../../platform/ui'
import { copy, takeBackReasons } from '../copy'

type Props = { order: Order; busy: boolean; onTakeBack: (reason: string) => void }

/** Asks for the money back, while nothing has left the house. */
export function TakeBack({ order, busy, onTakeBack }: Props) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Action kind="outline" busy={busy} onPress={() => setAsking(true)}>
        {busy ? copy.takingBack : copy.takeBack}
      </Action>
      {asking && (
        <TakeBackSheet
          leftFen={leftOf(order)}
          onNo={() => setAsking(false)}
          onYes={(reason) => {
            setAsking(false)
            onTakeBack(reason)
          }}
        />
      )}
    </>
  )
}

/** What has not come back yet and is not on its way. */
const leftOf = ({ totalFen, refunds }: Order): number =>
  totalFen -
  refunds
    .filter(({ state }) => state !== 'delayed')
    .reduce((sum, { amountFen }) => sum + amountFen, 0)

type SheetProps = { leftFen: number; onYes: (reason: string) => void; onNo: () => void }

function TakeBackSheet({ leftFen, onYes, onNo }: SheetProps) {
  const [reason, setReason] = useState<string | null>(null)
  const buttons = (
    <View className="order-bottom order-bottom-even">
      <Action kind="outline" onPress={onNo}>
        {copy.takeBackNo}
      </Action>
      <Action disabled={reason === null} onPress={() => reason !== null && onYes(reason)}>
        {copy.takeBackYes(moneyText(leftFen))}
      </Action>
    </View>
  )
  return (
    <Sheet title={copy.takeBackTitle} onClose={onNo} footer={buttons}>
      <Text className="quiet">{copy.takeBackText}</Text>
      <View className="reasons">
        {takeBackReasons.map((text) => (
          <Press
            key={text}
            className="reason"
            chosen={text === reason}
            onPress={() => setReason(text)}
          >
            <Text>{text}</Text>
            {text === reason && <Icon name="check" size={18} colour="#C8402F" />}
          </Press>
        ))}
      </View>
    </Sheet>
  )
}
