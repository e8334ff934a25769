import type { Tab } from '../navigation'

export type TabBarProps = { current: Tab }
