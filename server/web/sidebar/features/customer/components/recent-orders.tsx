import { Money } from '../../../../shared/format/money.js'
import { whenText } from '../../../../shared/format/time.js'
import { itemsText, orderStatusText } from '../../../../shared/orders/order-status.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import type { SidebarCustomer } from '../api/sidebar-customer.js'
import { copy } from '../copy.js'

type Order = SidebarCustomer['recentOrders'][number]
type Props = { orders: readonly Order[]; total: number }

export function RecentOrders({ orders, total }: Props) {
  return (
    <section className="panel" aria-label={copy.recentOrders}>
      <h2>
        {copy.recentOrders} {total > 0 && <small>{copy.ordersAll(total)}</small>}
      </h2>
      {orders.length === 0 ? (
        <p className="hint">{copy.ordersNone}</p>
      ) : (
        <ul>
          {orders.map((order) => (
            <li key={order.orderId} className="order">
              <BagIcon />
              <div>
                <p>{itemsText(order.items)}</p>
                <p>{detailText(order)}</p>
              </div>
              <b className="b">
                <Money fen={order.totalFen} />
              </b>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function detailText(order: Order): string {
  const when = whenText(order.paidAt ?? order.createdAt)
  const where = order.storeName ?? sourceText(order.source)
  return `${when} ${where}，${orderStatusText(order.status)}`
}

function BagIcon() {
  return (
    <span className="order-icon" aria-hidden="true">
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor">
        <path d="M2.5 5h11v9h-11zM5.5 7V4.5a2.5 2.5 0 0 1 5 0V7" strokeWidth="1.2" />
      </svg>
    </span>
  )
}
