import { goTab, TABS, type Tab } from '../navigation'
import { Icon, INK } from '../ui/icon'
import type { IconName } from '../ui/icons'
import type { TabBarProps } from './tab-bar.types'

const ICON: Readonly<Record<Tab, IconName>> = {
  home: 'home',
  menu: 'cup',
  orders: 'receipt',
  me: 'person',
}

/** Taro's own tab bar uses `javascript:` links, which a Content-Security-Policy refuses. */
export function TabBar({ current }: TabBarProps) {
  return (
    <nav className="tab-bar" aria-label="底部导航">
      {TABS.map(({ tab, text }) => (
        <button
          key={tab}
          type="button"
          className={`press tab ${tab === current ? 'tab-on' : ''}`}
          aria-current={tab === current ? 'page' : undefined}
          onClick={() => tab !== current && goTab(tab)}
        >
          <Icon name={ICON[tab]} size={24} colour={tab === current ? INK.brand : INK.quiet} />
          {text}
        </button>
      ))}
    </nav>
  )
}
