import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { session } from './platform/session'
import { keepCartOnServer } from './features/cart/keep-on-server'
// All styles here: imported by components, their order would differ from page to page.
import './platform/base/base'
import './app.css'
import './platform/ui/ui.css'
import './platform/ui/states.css'
import './features/catalog/components/catalog.css'
import './features/catalog/components/hero.css'
import './features/cart/components/cart.css'
import './features/pricing/components/price-lines.css'
import './features/coupons/components/coupons.css'
import './features/stores/components/stores.css'
import './features/orders/components/orders.css'
import './features/vouchers/components/vouchers.css'
import './features/orders/components/result.css'
import './features/account/components/account.css'
import './pages/checkout/index.css'
import './pages/menu/index.css'
import './pages/product/index.css'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    // A failure is shown by the screen that needs the log-in.
    session.token().catch(() => undefined)
    keepCartOnServer()
  })
  return children
}
