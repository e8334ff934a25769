import type { TabBarProps } from './tab-bar.types'

/** WeChat draws its own tab bar from `app.config.ts`, without the flicker of a custom one. */
export function TabBar(_props: TabBarProps) {
  return null
}
