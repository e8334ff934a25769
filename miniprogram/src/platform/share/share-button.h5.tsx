import Taro from '@tarojs/taro'
import { Action } from '../ui/action'
import type { Shared, ShareButtonProps } from './share.types'

/** A browser has no friends: the address goes into the clipboard, to be pasted into a chat. */
export function ShareButton({ title, path, children, onDone }: ShareButtonProps) {
  const copy = () => {
    const [address] = window.location.href.split('#')
    void Taro.setClipboardData({ data: `${title} ${address}#${path}` }).then(() => onDone('copied'))
  }
  return <Action onPress={copy}>{children}</Action>
}

/** What the platform's own share does on this page: nothing, here. */
export const useShared: (shared: Shared | null) => void = () => undefined
