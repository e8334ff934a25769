import Taro from '@tarojs/taro'
import type { SaveText } from './save.types'

/** A mini-program may not put files into the phone's own folders. */
export const saveText: SaveText = async ({ text }) => {
  await Taro.setClipboardData({ data: text })
  return 'copied'
}
