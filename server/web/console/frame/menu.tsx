import {
  AccountBookOutlined,
  DashboardOutlined,
  QrcodeOutlined,
  SettingOutlined,
  ShoppingOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { NavLink, useLocation } from 'react-router'
import { useMay, useOperator } from '../features/session/api/current-session.js'
import { useWorkbench, type Workbench } from '../features/workbench/api/workbench.js'
import { copy, menu } from './copy.js'

type Waiting = Workbench['needsPerson'][number]['kind']

type Page = { to: string; label: string; needs: string; waits?: Waiting }
type Entry = { label: string; icon: ReactNode; pages: readonly Page[] }

/** Only pages that exist. An entry leads to its first page; with several it shows them while it is open. */
const ENTRIES: readonly Entry[] = [
  {
    label: menu.workbench,
    icon: <DashboardOutlined />,
    pages: [{ to: '/', label: menu.workbench, needs: 'insights.read' }],
  },
  {
    label: menu.customers,
    icon: <TeamOutlined />,
    pages: [
      { to: '/customers', label: menu.customerList, needs: 'customers.read' },
      {
        to: '/identity/reviews',
        label: menu.reviews,
        needs: 'customers.read',
        waits: 'held-links',
      },
      { to: '/customers/imports', label: menu.imports, needs: 'imports.run' },
      { to: '/identity/blocked', label: menu.blocked, needs: 'blocked-values.read' },
      { to: '/identity/rules', label: menu.identityRules, needs: 'identity.rules' },
    ],
  },
  {
    label: menu.channels,
    icon: <QrcodeOutlined />,
    pages: [{ to: '/channel-codes', label: menu.channels, needs: 'channel-codes.read' }],
  },
  {
    label: menu.trade,
    icon: <ShoppingOutlined />,
    pages: [
      { to: '/orders', label: menu.orders, needs: 'orders.read' },
      { to: '/counter', label: menu.counter, needs: 'orders.fulfil' },
      { to: '/redeem', label: menu.redeem, needs: 'vouchers.redeem' },
      { to: '/vouchers', label: menu.vouchers, needs: 'vouchers.read' },
      { to: '/products', label: menu.products, needs: 'catalog.read' },
      { to: '/stock', label: menu.stock, needs: 'catalog.read' },
      { to: '/price-differences', label: menu.priceDifferences, needs: 'orders.read' },
      { to: '/coupons', label: menu.coupons, needs: 'coupons.read' },
    ],
  },
  {
    label: menu.finance,
    icon: <AccountBookOutlined />,
    pages: [
      {
        ...{ to: '/finance/refunds', label: menu.refunds },
        ...{ needs: 'refunds.read', waits: 'refunds' },
      },
      { to: '/finance/ledger', label: menu.ledger, needs: 'ledger.read' },
      {
        ...{ to: '/incidents', label: menu.incidents },
        ...{ needs: 'incidents.read', waits: 'incidents' },
      },
      { to: '/finance/bills', label: menu.bills, needs: 'bills.read' },
      { to: '/finance/shipping', label: menu.shipping, needs: 'shipping.read' },
    ],
  },
  {
    label: menu.system,
    icon: <SettingOutlined />,
    pages: [
      { to: '/system/health', label: menu.health, needs: 'jobs.read' },
      { to: '/system/events', label: menu.events, needs: 'inbox.read' },
      { to: '/system/jobs', label: menu.jobs, needs: 'jobs.read' },
      { to: '/system/reconciliations', label: menu.reconciliations, needs: 'jobs.read' },
      { to: '/system/operators', label: menu.operators, needs: 'operators.manage' },
      { to: '/system/api-keys', label: menu.apiKeys, needs: 'api-keys.manage' },
      { to: '/system/erasures', label: menu.erasures, needs: 'customers.erase' },
      { to: '/system/audit', label: menu.audit, needs: 'audit.read' },
    ],
  },
]

/** The pages that this operator may open. */
export function Menu() {
  const permissions = useOperator()?.permissions ?? []
  return (
    <nav className="menu" aria-label={copy.navigation}>
      {ENTRIES.map(({ label, icon, pages }) => (
        <Group
          key={label}
          label={label}
          icon={icon}
          pages={pages.filter((page) => permissions.includes(page.needs))}
        />
      ))}
    </nav>
  )
}

function Group({ label, icon, pages }: Entry) {
  const { pathname } = useLocation()
  const [first, ...others] = pages
  if (first === undefined) {
    return null
  }
  if (others.length === 0) {
    return (
      <NavLink to={first.to} end={first.to === '/'}>
        {icon}
        {label}
      </NavLink>
    )
  }
  const open = pages.some((page) => pathname.startsWith(page.to))
  return (
    <>
      <NavLink to={first.to} className={open ? 'open' : ''} aria-current={false}>
        {icon}
        {label}
        {!open && <Badge kinds={pages.flatMap(({ waits }) => waits ?? [])} />}
      </NavLink>
      {open &&
        pages.map((page) => (
          <NavLink
            key={page.to}
            to={page.to}
            end={pages.some(({ to }) => to.startsWith(`${page.to}/`))}
            className="sub"
          >
            {page.label}
            {page.waits !== undefined && <Badge kinds={[page.waits]} />}
          </NavLink>
        ))}
    </>
  )
}

const MOST_SHOWN = 99

/**
 * How many wait for a person, on a closed entry those of all its pages. Told by the answer that the bell in the header
 * asks for anyway.
 */
function Badge({ kinds }: { kinds: readonly Waiting[] }) {
  return useMay('insights.read') && kinds.length > 0 ? <Counted kinds={kinds} /> : null
}

function Counted({ kinds }: { kinds: readonly Waiting[] }) {
  const { data } = useWorkbench(30)
  const waiting = data?.needsPerson.filter(({ kind }) => kinds.includes(kind)) ?? []
  const count = waiting.reduce((sum, one) => sum + one.count, 0)
  return count === 0 ? null : (
    <span className="count">{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
  )
}
