import { Text, View } from '@tarojs/components'
import { sentenceFor } from '../../../platform/api'
import { Action, Refusal } from '../../../platform/ui'
import { copy, problems } from '../copy'
import { useLogIn } from '../use-log-in'

/** In place of what only a customer sees. */
export function LogInPrompt({ title, hint }: { title: string; hint: string }) {
  return (
    <View className="log-in">
      <Text className="log-in-title">{title}</Text>
      <Text className="log-in-hint">{hint}</Text>
      <LogInButton />
    </View>
  )
}

export function LogInButton() {
  const { busy, problem, logIn } = useLogIn()
  return (
    <View className="log-in-button">
      {problem !== null && <Refusal>{sentenceFor(problem, problems)}</Refusal>}
      <Action busy={busy} onPress={logIn}>
        {busy ? copy.loggingIn : copy.logIn}
      </Action>
    </View>
  )
}
