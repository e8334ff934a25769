import { Text, View } from '@tarojs/components'
import type { Order } from '../../../platform/api'
import { open, pages } from '../../../platform/navigation'
import { Action, Icon, Money, moneyText, Picture, Press, whenText } from '../../../platform/ui'
import { copy, refundWords } from '../copy'
import { StatusTag } from './status-tag'
import { TimeLeft } from './time-left'

const MOST_PICTURES = 4

type Props = { order: Order; busy: boolean; onPay: () => void; onOver: () => void }

export function OrderCard({ order, busy, onPay, onOver }: Props) {
  const { orderId, orderNo, status } = order
  return (
    <View className="card order-card">
      <Press
        className="order-card-open"
        label={copy.openOrder(orderNo)}
        onPress={() => open(pages.order(orderId))}
      >
        <View className="order-card-head">
          <Text className="order-card-store one-line">{order.storeName ?? orderNo}</Text>
          <Icon name="right" size={12} />
          <View className="order-card-status">
            <StatusTag status={status} />
          </View>
        </View>
        <OrderSummary order={order} />
      </Press>
      {order.pickupCode !== undefined && isWaiting(order) && (
        <View className="order-card-foot">
          <Text className="quiet small">{copy.pickupCode}</Text>
          <Text className="order-card-code">{order.pickupCode}</Text>
        </View>
      )}
      <RefundFoot order={order} />
      {status === 'pending-payment' && (
        <View className="order-card-foot">
          <TimeLeft at={order.expiresAt} onOver={onOver} />
          <Action kind="pill" busy={busy} onPress={onPay}>
            {copy.pay}
          </Action>
        </View>
      )}
    </View>
  )
}

/** What comes back, or has come back. */
function RefundFoot({ order: { refunds, refundedFen } }: { order: Order }) {
  const open = refunds.filter(({ state }) => state !== 'returned')
  const openFen = open.reduce((sum, { amountFen }) => sum + amountFen, 0)
  if (openFen === 0 && refundedFen === 0) {
    return null
  }
  const state = open[0]?.state
  return (
    <View className="order-card-foot">
      <Text className="small">
        {openFen > 0 ? copy.refunding(moneyText(openFen)) : copy.refunded(moneyText(refundedFen))}
      </Text>
      {state !== undefined && <Text className="quiet small">{refundWords[state]}</Text>}
    </View>
  )
}

function OrderSummary({ order }: { order: Order }) {
  const units = order.items.reduce((sum, item) => sum + item.qty, 0)
  const [first] = order.items
  return (
    <View className="order-card-body">
      {order.items.slice(0, MOST_PICTURES).map((item, index) => (
        <Picture key={index} className="order-card-picture" {...item} />
      ))}
      {order.items.length === 1 && first !== undefined && (
        <View className="order-card-words">
          <Text className="order-card-name one-line">{first.name}</Text>
          <Text className="quiet small one-line">{first.skuName ?? ''}</Text>
        </View>
      )}
      <View className="order-card-sum">
        <Money className="money-ink" fen={order.totalFen} size="s" />
        <Text className="quiet small">{copy.units(units)}</Text>
        <Text className="quiet small">{whenText(order.createdAt)}</Text>
      </View>
    </View>
  )
}

/** The code matters until the goods are handed over. */
const isWaiting = ({ status }: Order): boolean =>
  status === 'paid' || status === 'preparing' || status === 'ready'
