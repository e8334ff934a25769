import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Heading, Icon } from '../../../platform/ui'
import type { IconName } from '../../../platform/ui/icons'

type Props = {
  tone: 'ok' | 'wait' | 'quiet'
  title: string
  hint: string
  children?: ReactNode
}

const LOOK: Readonly<Record<Props['tone'], { icon: IconName; colour: string }>> = {
  ok: { icon: 'check', colour: '#1B7148' },
  wait: { icon: 'clock', colour: '#8A5600' },
  quiet: { icon: 'close', colour: '#6B6762' },
}

/** The outcome of a payment in one sign and two lines. */
export function ResultPanel({ tone, title, hint, children }: Props) {
  return (
    <View className="result" aria-live="polite">
      <View className={`result-sign result-${tone}`}>
        <Icon name={LOOK[tone].icon} size={34} colour={LOOK[tone].colour} />
      </View>
      <Heading level={2} className="result-title">
        {title}
      </Heading>
      <Text className="result-hint">{hint}</Text>
      {children}
    </View>
  )
}
