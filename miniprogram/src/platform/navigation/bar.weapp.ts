import Taro from '@tarojs/taro'
import type { BarMeasures } from './bar.types'

let measured: BarMeasures | null = null

export function barMeasures(): BarMeasures {
  measured ??= measure()
  return measured
}

function measure(): BarMeasures {
  const { statusBarHeight = 20, windowWidth } = Taro.getWindowInfo()
  const capsule = Taro.getMenuButtonBoundingClientRect()
  return { statusPx: statusBarHeight, capsulePx: windowWidth - capsule.left }
}
