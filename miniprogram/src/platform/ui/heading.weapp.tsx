import { View } from '@tarojs/components'
import type { HeadingProps } from './heading.types'

export function Heading({ children, className = '' }: HeadingProps) {
  return <View className={`heading ${className}`}>{children}</View>
}
