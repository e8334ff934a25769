import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { sentenceFor, type PersonExport } from '../../platform/api'
import { useSending } from '../../platform/api/use-sending'
import { saveText } from '../../platform/save-text/save'
import { useSession } from '../../platform/session/use-session'
import { Action, Empty, Failure, Refusal, Screen, Skeleton } from '../../platform/ui'
import { LogInPrompt } from '../../features/account/components/log-in-prompt'
import { useErasure } from '../../features/my-data/api/erasure'
import { useExport } from '../../features/my-data/api/get-export'
import { EraseCard } from '../../features/my-data/components/erase-card'
import { KnownPart } from '../../features/my-data/components/known-part'
import { copy, problems } from '../../features/my-data/copy'
import './index.css'

export default function MyDataPage() {
  const session = useSession()
  return (
    <Screen title={copy.title}>
      {session === 'checking' && <Skeleton heights={[52, 52, 52, 52]} />}
      {session === 'out' && <LogInPrompt title={copy.guest} hint={copy.guestHint} />}
      {session === 'in' && <MyData />}
    </Screen>
  )
}

function MyData() {
  const known = useExport({ ready: true })
  const erasure = useErasure({ ready: true })
  const { data, problem, reload } = known
  return (
    <>
      {data === null && problem === null && <Skeleton heights={[52, 52, 52, 52]} />}
      {problem !== null && (
        <Failure problem={problem} what={copy.failed} own={problems} onRetry={reload} />
      )}
      {data !== null && <Known copyOf={data} />}
      {data?.customerId != null && erasure.data !== null && (
        <EraseCard erasure={erasure.data} onChanged={erasure.reload} />
      )}
    </>
  )
}

function Known({ copyOf }: { copyOf: PersonExport }) {
  if (copyOf.customerId === null) {
    return <Empty text={copy.nothing} hint={copy.nothingHint} />
  }
  return (
    <>
      <Text className="my-data-intro">{copy.intro}</Text>
      {copyOf.parts.map((part) => (
        <KnownPart key={part.name} part={part} />
      ))}
      <Save copyOf={copyOf} />
    </>
  )
}

function Save({ copyOf }: { copyOf: PersonExport }) {
  const [note, setNote] = useState<string | null>(null)
  const { busy, problem, send } = useSending()
  const save = () =>
    send(async () => {
      const text = JSON.stringify(copyOf, null, 2)
      const done = await saveText({ name: `my-data-${copyOf.exportedAt.slice(0, 10)}.json`, text })
      setNote(copy[done])
    })
  return (
    <View className="my-data-save">
      {problem !== null && <Refusal>{sentenceFor(problem, problems)}</Refusal>}
      <Action busy={busy} onPress={save}>
        {busy ? copy.saving : copy.save}
      </Action>
      {note !== null && (
        <View className="my-data-note" aria-live="polite">
          {note}
        </View>
      )}
    </View>
  )
}
