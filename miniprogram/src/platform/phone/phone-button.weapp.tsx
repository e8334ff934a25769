import { Button, Text } from '@tarojs/components'
import type { PhoneButtonProps } from './phone.types'

/** Only a tap on this kind of button may ask. Source: button open-type="getPhoneNumber". */
export function PhoneButton({ children, busy, onCode, onRefused }: PhoneButtonProps) {
  return (
    <Button
      className={`press action action-primary ${busy ? 'action-busy' : ''}`}
      openType="getPhoneNumber"
      disabled={busy}
      onGetPhoneNumber={({ detail }) => (detail.code ? onCode(detail.code) : onRefused())}
    >
      <Text className="action-text">{children}</Text>
    </Button>
  )
}
