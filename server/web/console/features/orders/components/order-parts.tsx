import { Link } from 'react-router'
import { Money, moneyText } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { OrderStatusTag, orderStatusText } from '../../../../shared/orders/order-status.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import { Facts, Part } from '../../../kit/facts.js'
import type { Order } from '../api/order.js'
import { copy, reasonText } from '../copy.js'

export function OrderFacts({ order }: { order: Order }) {
  const { customer } = order
  return (
    <Facts
      facts={[
        { label: copy.order, value: order.orderNo },
        { label: copy.status, value: <OrderStatusTag status={order.status} /> },
        {
          label: copy.customer,
          value: customer ? (
            <Link className="link" to={`/customers/${customer.customerId}`}>
              {customer.name ?? copy.noName}
            </Link>
          ) : (
            copy.unknown
          ),
        },
        { label: copy.source, value: sourceText(order.source) },
        { label: copy.store, value: order.storeName ?? order.storeCode },
        { label: copy.channel, value: order.channel },
        { label: copy.assistedBy, value: order.assistedBy },
        { label: copy.pickup, value: order.pickupCode },
        { label: copy.note, value: order.note },
        { label: copy.created, value: <When at={order.createdAt} /> },
        { label: copy.paidAt, value: order.paidAt && <When at={order.paidAt} /> },
        {
          label: copy.expires,
          value:
            order.status === 'pending-payment' && order.expiresAt ? (
              <When at={order.expiresAt} />
            ) : undefined,
        },
      ]}
    />
  )
}

export function OrderItems({ order }: { order: Order }) {
  return (
    <Part title={copy.items}>
      <ul className="lines">
        {order.items.map((item, index) => (
          <li key={index}>
            <span>
              {item.name} <span className="mut">{item.skuName}</span>
              <span className="mut">{besides(item)}</span>
            </span>
            <span className="mut">×{item.qty}</span>
            <Money fen={item.amountFen} />
          </li>
        ))}
        {order.explanation.length === 0 && (
          <li className="total">
            <span>{copy.total}</span>
            <span />
            <Money fen={order.totalFen} />
          </li>
        )}
        {order.refundedFen > 0 && (
          <li>
            <span>{copy.refundedTotal}</span>
            <span />
            <Money fen={-order.refundedFen} />
          </li>
        )}
      </ul>
    </Part>
  )
}

/** Its share of the coupon, and what went back. */
function besides({ discountFen, refundedQty }: Order['items'][number]): string {
  return [
    discountFen > 0 ? copy.discounted(moneyText(discountFen)) : '',
    refundedQty > 0 ? copy.unitsBack(refundedQty) : '',
  ]
    .filter(Boolean)
    .join('，')
}

export function OrderHistory({ order }: { order: Order }) {
  return (
    <Part title={copy.history}>
      <ol className="steps">
        {order.history.map((step, index) => (
          <li key={index}>
            {orderStatusText(step.status)}
            {step.reason && `，${reasonText(step.reason)}`}{' '}
            <span className="mut">
              <When at={step.at} />
            </span>
          </li>
        ))}
      </ol>
    </Part>
  )
}
