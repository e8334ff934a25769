import type { ComponentType } from 'react'
import { createBrowserRouter } from 'react-router'
import { Frame } from './frame/frame.js'
import { LoggedIn } from './frame/logged-in.js'
import { LogInPage } from './pages/log-in.js'
import { NotFoundPage } from './pages/not-found.js'
import { PageCrash } from './pages/page-crash.js'

/** A page that is loaded when it is first opened. */
const page = (load: () => Promise<{ default: ComponentType }>) => ({
  lazy: async () => ({ Component: (await load()).default }),
})

export const router = createBrowserRouter(
  [
    { path: '/login', Component: LogInPage },
    {
      Component: LoggedIn,
      HydrateFallback: () => null,
      children: [
        {
          Component: Frame,
          ErrorBoundary: PageCrash,
          children: [
            { index: true, ...page(() => import('./pages/workbench.js')) },
            { path: 'customers', ...page(() => import('./pages/customers.js')) },
            { path: 'customers/imports', ...page(() => import('./pages/imports.js')) },
            { path: 'customers/imports/:importId', ...page(() => import('./pages/import.js')) },
            { path: 'customers/:customerId', ...page(() => import('./pages/customer.js')) },
            {
              path: 'identity/reviews',
              ...page(() => import('./pages/identity-reviews.js')),
            },
            {
              path: 'identity/reviews/aside',
              ...page(() => import('./pages/identity-aside.js')),
            },
            {
              path: 'identity/reviews/pending',
              ...page(() => import('./pages/identity-pending.js')),
            },
            {
              path: 'identity/reviews/history',
              ...page(() => import('./pages/identity-history.js')),
            },
            {
              path: 'identity/reviews/decisions',
              ...page(() => import('./pages/identity-decisions.js')),
            },
            {
              path: 'identity/blocked',
              ...page(() => import('./pages/blocked-values.js')),
            },
            {
              path: 'identity/rules',
              ...page(() => import('./pages/identity-rules.js')),
            },
            { path: 'channel-codes', ...page(() => import('./pages/channel-codes.js')) },
            { path: 'orders', ...page(() => import('./pages/orders.js')) },
            { path: 'coupons', ...page(() => import('./pages/coupons.js')) },
            { path: 'counter', ...page(() => import('./pages/counter.js')) },
            { path: 'redeem', ...page(() => import('./pages/redeem.js')) },
            { path: 'vouchers', ...page(() => import('./pages/vouchers.js')) },
            { path: 'products', ...page(() => import('./pages/products.js')) },
            { path: 'stock', ...page(() => import('./pages/stock.js')) },
            {
              path: 'price-differences',
              ...page(() => import('./pages/price-differences.js')),
            },
            { path: 'finance/refunds', ...page(() => import('./pages/refunds.js')) },
            { path: 'finance/ledger', ...page(() => import('./pages/ledger.js')) },
            { path: 'finance/ledger/:account', ...page(() => import('./pages/account.js')) },
            { path: 'incidents', ...page(() => import('./pages/incidents.js')) },
            { path: 'finance/bills', ...page(() => import('./pages/bills.js')) },
            { path: 'finance/shipping', ...page(() => import('./pages/shipping.js')) },
            { path: 'system/health', ...page(() => import('./pages/health.js')) },
            { path: 'system/events', ...page(() => import('./pages/events.js')) },
            { path: 'system/jobs', ...page(() => import('./pages/jobs.js')) },
            {
              path: 'system/reconciliations',
              ...page(() => import('./pages/reconciliations.js')),
            },
            { path: 'system/operators', ...page(() => import('./pages/operators.js')) },
            { path: 'system/api-keys', ...page(() => import('./pages/api-keys.js')) },
            { path: 'system/erasures', ...page(() => import('./pages/erasures.js')) },
            { path: 'system/audit', ...page(() => import('./pages/audit.js')) },
            { path: '*', Component: NotFoundPage },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
)
