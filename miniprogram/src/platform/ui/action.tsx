import { Text } from '@tarojs/components'
import { Press } from './press'

type Props = {
  children: string
  onPress: () => void
  /** One `primary` per screen; `outline` beside it; `pill` is the small one in rows. */
  kind?: 'primary' | 'outline' | 'pill'
  disabled?: boolean
  /** Sending: the button waits and says so. */
  busy?: boolean
  label?: string
}

export function Action({
  children,
  onPress,
  kind = 'primary',
  disabled = false,
  busy = false,
  label,
}: Props) {
  return (
    <Press
      className={`action action-${kind} ${busy ? 'action-busy' : ''}`}
      label={label}
      disabled={disabled || busy}
      onPress={onPress}
    >
      <Text className="action-text">{children}</Text>
    </Press>
  )
}
