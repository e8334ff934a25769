import { Button, Form, Input } from 'antd'
import { When } from '../../../../shared/format/when.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Facts, Part } from '../../../kit/facts.js'
import type { Order } from '../api/order.js'
import { useRevealAddress, useShipOrder, type Parcel as Sent } from '../api/parcel.js'
import { copy, errors } from '../copy.js'

type Props = { order: Order; maySend: boolean }

/** Where an order is sent to, and how it went. */
export function Parcel({ order, maySend }: Props) {
  const reveal = useRevealAddress(order.orderId)
  const { address: masked, shipment, status } = order
  const address = reveal.data ?? masked
  if (address === undefined) {
    return null
  }
  const isDue = status === 'paid' || status === 'preparing'
  return (
    <Part title={copy.parcel}>
      <Facts
        facts={[
          { label: copy.receiver, value: `${address.name} ${address.phone}` },
          { label: copy.address, value: `${address.region} ${address.detail}` },
          { label: copy.company, value: shipment?.company },
          { label: copy.trackingNo, value: shipment?.trackingNo },
          { label: copy.shippedAt, value: shipment && <When at={shipment.at} /> },
        ]}
      />
      {maySend && reveal.data === undefined && (
        <Button size="small" loading={reveal.isPending} onClick={() => reveal.mutate()}>
          {copy.reveal}
        </Button>
      )}
      {reveal.isError && (
        <p className="bad" role="alert">
          {sentenceOf(reveal.error, errors)}
        </p>
      )}
      {maySend && isDue && <ShipForm orderId={order.orderId} />}
    </Part>
  )
}

function ShipForm({ orderId }: { orderId: string }) {
  const ship = useShipOrder(orderId)
  return (
    <Form
      name="ship"
      layout="vertical"
      requiredMark={false}
      autoComplete="off"
      style={{ marginTop: 16 }}
      onFinish={(parcel: Sent) => ship.mutate(parcel)}
    >
      <Form.Item
        name="company"
        label={copy.company}
        rules={[{ required: true, whitespace: true, message: copy.companyMissing }]}
      >
        <Input placeholder={copy.companyHint} maxLength={20} style={{ width: 240 }} />
      </Form.Item>
      <Form.Item
        name="trackingNo"
        label={copy.trackingNo}
        rules={[{ required: true, pattern: /^[0-9A-Za-z-]{5,40}$/, message: copy.trackingWrong }]}
      >
        <Input maxLength={40} style={{ width: 240 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={ship.isPending}>
        {copy.ship}
      </Button>
      {ship.isError && (
        <p className="bad" role="alert">
          {sentenceOf(ship.error, errors)}
        </p>
      )}
    </Form>
  )
}
