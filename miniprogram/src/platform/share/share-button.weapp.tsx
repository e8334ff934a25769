import { Button, Text } from '@tarojs/components'
import { useShareAppMessage } from '@tarojs/taro'
import type { Shared, ShareButtonProps } from './share.types'

/** Only a tap on this kind of button opens WeChat's list of friends. Source: button open-type="share". */
export function ShareButton({ children }: ShareButtonProps) {
  return (
    <Button className="press action action-primary" openType="share">
      <Text className="action-text">{children}</Text>
    </Button>
  )
}

/** What a share of this page hands over. */
export function useShared(shared: Shared | null): void {
  useShareAppMessage(() => shared ?? { title: '回客', path: '/pages/home/index' })
}
