import { Button } from 'antd'
import { Money, moneyText } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { OrderStatusTag } from '../../../../shared/orders/order-status.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import type { PickupOrder } from '../api/pickup.js'
import { ACTS, copy, errors, type Act } from '../copy.js'

type Props = {
  order: PickupOrder
  busy: Act | undefined
  problem: unknown
  onAct: (act: Act) => void
  onNext: () => void
}

/** What stands on the slip, and the buttons for what comes next. */
export function FoundOrder({ order, busy, problem, onAct, onNext }: Props) {
  const acts = ACTS[order.status] ?? []
  const last = acts.at(-1)
  return (
    <article className="slip" aria-label={order.orderNo}>
      <header>
        <strong className="slip-code">{order.pickupCode}</strong>
        <OrderStatusTag status={order.status} />
        <span className="sp" />
        <span className="mut">
          {copy.placed} <When at={order.createdAt} />
        </span>
      </header>
      <ul className="lines">
        {order.items.map((item, index) => (
          <li key={index}>
            <span>
              {item.name} <span className="mut">{item.skuName}</span>
            </span>
            <strong>×{item.qty}</strong>
            <Money fen={item.amountFen} />
          </li>
        ))}
      </ul>
      {order.note !== undefined && (
        <p>
          {copy.note}：{order.note}
        </p>
      )}
      <p className="mut">
        {order.refundedFen > 0
          ? copy.refunded(moneyText(order.refundedFen))
          : copy.paid(moneyText(order.totalFen))}
      </p>
      {problem !== null && (
        <p className="bad" role="alert">
          {sentenceOf(problem, errors)}
        </p>
      )}
      <footer>
        {order.status === 'completed' && <p role="status">{copy.done}</p>}
        {acts.map((act) => (
          <Button
            key={act}
            size="large"
            type={act === last ? 'primary' : 'default'}
            loading={busy === act}
            disabled={busy !== undefined}
            onClick={() => onAct(act)}
          >
            {copy[act]}
          </Button>
        ))}
        {acts.length === 0 && (
          <Button size="large" type="primary" onClick={onNext}>
            {copy.next}
          </Button>
        )}
      </footer>
    </article>
  )
}
