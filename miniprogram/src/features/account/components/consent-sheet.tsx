import { Text, View } from '@tarojs/components'
import { PhoneButton } from '../../../platform/phone/phone-button'
import { Action, Sheet } from '../../../platform/ui'
import { consentPoints, copy } from '../copy'

type Props = {
  openid: string
  busy: boolean
  onCode: (code: string) => void
  onRefuse: () => void
}

/**
 * A consent of its own, before the platform is asked for the number (PIPL): purpose in plain words,
 * refusing is one tap and blocks nothing.
 */
export function ConsentSheet({ openid, busy, onCode, onRefuse }: Props) {
  const buttons = (
    <View className="consent-buttons">
      <Action kind="outline" disabled={busy} onPress={onRefuse}>
        {copy.notNow}
      </Action>
      <PhoneButton openid={openid} busy={busy} onCode={onCode} onRefused={onRefuse}>
        {busy ? copy.agreeing : copy.agree}
      </PhoneButton>
    </View>
  )
  return (
    <Sheet title={copy.sheetTitle} onClose={onRefuse} footer={buttons}>
      {consentPoints.map(({ title, text }) => (
        <View key={title} className="consent-point">
          <Text className="consent-title">{title}</Text>
          <Text className="consent-text">{text}</Text>
        </View>
      ))}
    </Sheet>
  )
}
