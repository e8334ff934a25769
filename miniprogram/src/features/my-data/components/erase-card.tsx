import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { sentenceFor, type Erasure } from '../../../platform/api'
import { useSending } from '../../../platform/api/use-sending'
import { Action, Refusal, Sheet, whenText } from '../../../platform/ui'
import { askErasure, cancelErasure } from '../api/erasure'
import { copy, problems } from '../copy'

type Props = { erasure: Erasure; onChanged: () => void }

/** Asks for erasing, shows that it is coming, and takes it back as easily. */
export function EraseCard({ erasure: { request, coolingOffDays }, onChanged }: Props) {
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState<string | null>(null)
  const { busy, problem, send } = useSending()
  const run = (work: () => Promise<unknown>, done: string | null) =>
    send(async () => {
      await work().finally(() => setAsking(false))
      setNote(done)
      onChanged()
    })
  return (
    <View className="card erase">
      <Text className="erase-title">{copy.eraseTitle}</Text>
      <Text className="erase-text">{copy.eraseText(coolingOffDays)}</Text>
      {request !== null && (
        <View className="erase-state" aria-live="polite">
          {request.state === 'running' ? copy.running : copy.waiting(whenText(request.dueAt))}
        </View>
      )}
      {note !== null && request === null && (
        <View className="erase-state" aria-live="polite">
          {note}
        </View>
      )}
      {problem !== null && <Refusal>{sentenceFor(problem, problems)}</Refusal>}
      {request === null && (
        <Action kind="outline" busy={busy} onPress={() => setAsking(true)}>
          {copy.erase}
        </Action>
      )}
      {request?.state === 'waiting' && (
        <Action kind="outline" busy={busy} onPress={() => run(cancelErasure, copy.calledBack)}>
          {copy.callBack}
        </Action>
      )}
      {asking && (
        <EraseSheet
          days={coolingOffDays}
          onYes={() => run(askErasure, null)}
          onNo={() => setAsking(false)}
        />
      )}
    </View>
  )
}

type SheetProps = { days: number; onYes: () => void; onNo: () => void }

function EraseSheet({ days, onYes, onNo }: SheetProps) {
  const buttons = (
    <View className="erase-buttons">
      <Action kind="outline" onPress={onNo}>
        {copy.eraseNo}
      </Action>
      <Action onPress={onYes}>{copy.eraseYes}</Action>
    </View>
  )
  return (
    <Sheet title={copy.eraseSheet} onClose={onNo} footer={buttons}>
      {copy.eraseSheetText(days)}
    </Sheet>
  )
}
