import {
  DashboardOutlined,
  QrcodeOutlined,
  SettingOutlined,
  ShoppingOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { NavLink, useLocation } from 'react-router'
import { copy, menu } from './copy.js'

type Entry = {
  to: string
  label: string
  icon: ReactNode
  pages?: readonly { to: string; label: string }[]
}

/** Only pages that exist; a group leads to its first page and shows the others while it is open. */
const ENTRIES: readonly Entry[] = [
  { to: '/', label: menu.workbench, icon: <DashboardOutlined /> },
  { to: '/customers', label: menu.customers, icon: <TeamOutlined /> },
  { to: '/channel-codes', label: menu.channels, icon: <QrcodeOutlined /> },
  {
    to: '/orders',
    label: menu.trade,
    icon: <ShoppingOutlined />,
    pages: [
      { to: '/orders', label: menu.orders },
      { to: '/products', label: menu.products },
    ],
  },
  {
    to: '/system/events',
    label: menu.system,
    icon: <SettingOutlined />,
    pages: [
      { to: '/system/events', label: menu.events },
      { to: '/system/jobs', label: menu.jobs },
      { to: '/system/audit', label: menu.audit },
    ],
  },
]

export function Menu() {
  return (
    <nav className="menu" aria-label={copy.navigation}>
      {ENTRIES.map((entry) =>
        entry.pages === undefined ? (
          <NavLink key={entry.to} to={entry.to} end={entry.to === '/'}>
            {entry.icon}
            {entry.label}
          </NavLink>
        ) : (
          <Group key={entry.to} entry={entry} pages={entry.pages} />
        ),
      )}
    </nav>
  )
}

function Group({ entry, pages }: { entry: Entry; pages: NonNullable<Entry['pages']> }) {
  const { pathname } = useLocation()
  const open = pages.some((page) => pathname.startsWith(page.to))
  return (
    <>
      <NavLink to={entry.to} className={open ? 'open' : ''} aria-current={false}>
        {entry.icon}
        {entry.label}
      </NavLink>
      {open &&
        pages.map((page) => (
          <NavLink key={page.to} to={page.to} className="sub">
            {page.label}
          </NavLink>
        ))}
    </>
  )
}
