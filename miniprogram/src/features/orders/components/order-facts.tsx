import { Text, View } from '@tarojs/components'
import type { Order } from '../../../platform/api'
import { whenText } from '../../../platform/ui'
import { copy } from '../copy'

export function OrderFacts({ order }: { order: Order }) {
  const facts: readonly (readonly [string, string | undefined])[] = [
    [copy.store, order.storeName],
    [copy.address, addressText(order)],
    [copy.shipment, shipmentText(order)],
    [copy.shippedAt, order.shipment && whenText(order.shipment.at)],
    [copy.note, order.note],
    [copy.orderNo, order.orderNo],
    [copy.createdAt, whenText(order.createdAt)],
    [copy.paidAt, order.paidAt && whenText(order.paidAt)],
    [copy.closedAt, order.closedAt && whenText(order.closedAt)],
  ]
  return (
    <View className="card order-part">
      {facts.map(([name, value]) =>
        value === undefined || value === '' ? null : (
          <View key={name} className="order-fact">
            <Text className="quiet">{name}</Text>
            <Text className="order-fact-value" selectable>
              {value}
            </Text>
          </View>
        ),
      )}
    </View>
  )
}

function addressText({ address }: Order): string | undefined {
  return address && [address.name, address.phone, `${address.region} ${address.detail}`].join('，')
}

const shipmentText = ({ shipment }: Order): string | undefined =>
  shipment && `${shipment.company} ${shipment.trackingNo}`

/** The code that staff ask for, large enough to read across a counter. */
export function PickupCode({ code, storeName }: { code: string; storeName?: string }) {
  return (
    <View className="card pickup">
      <Text className="pickup-title">{copy.pickupCode}</Text>
      <Text className="pickup-code" selectable>
        {code}
      </Text>
      <Text className="quiet small">
        {storeName === undefined ? copy.pickupHint : `${storeName}，${copy.pickupHint}`}
      </Text>
    </View>
  )
}
