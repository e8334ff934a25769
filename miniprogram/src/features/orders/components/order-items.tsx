import { Text, View } from '@tarojs/components'
import type { Order } from '../../../platform/api'
import { Heading, Money, moneyText, Picture } from '../../../platform/ui'
import { copy } from '../copy'

/** What was ordered, at the prices of then, and the sum. */
export function OrderItems({ order }: { order: Order }) {
  return (
    <View className="card order-part">
      <Heading level={2} className="order-part-title">
        {copy.itemsTitle}
      </Heading>
      {order.items.map((item, index) => (
        <View key={index} className="order-item">
          <Picture className="order-item-picture" {...item} />
          <View className="order-item-text">
            <Text className="order-item-name one-line">{item.name}</Text>
            <Text className="quiet small">
              {[
                item.skuName,
                `${moneyText(item.priceFen)} × ${item.qty}`,
                item.discountFen > 0 ? copy.discounted(moneyText(item.discountFen)) : undefined,
                item.refundedQty > 0 ? copy.unitsBack(item.refundedQty) : undefined,
              ]
                .filter((part) => part !== undefined)
                .join('，')}
            </Text>
          </View>
          <Money className="money-ink" fen={item.amountFen} size="s" />
        </View>
      ))}
      {order.explanation.length === 0 && (
        <View className="order-total">
          <Text className="quiet">{copy.total}</Text>
          <Money fen={order.totalFen} />
        </View>
      )}
    </View>
  )
}
