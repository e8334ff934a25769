import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { Bone } from '../../../../shared/states/bone.js'
import { Problem } from '../../../../shared/http/problem.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Empty } from '../../../../shared/states/empty.js'
import { useOrder } from '../api/order.js'
import { copy, errors } from '../copy.js'
import { MoneyTimeline } from './money-timeline.js'
import { OrderFacts, OrderHistory, OrderItems } from './order-parts.js'
import { Parcel } from './parcel.js'
import { PriceSteps } from './price-steps.js'
import { RefundModal } from './refund-modal.js'

const WIDTH = 520

type Props = {
  orderId: string | undefined
  mayRefund: boolean
  maySend: boolean
  onClose: () => void
}

/** Everything about one order, beside the list. */
export function OrderDrawer({ orderId, mayRefund, maySend, onClose }: Props) {
  return (
    <Drawer
      open={orderId !== undefined}
      onClose={onClose}
      size={WIDTH}
      title={copy.detail}
      extra={orderId !== undefined && mayRefund && <RefundButton orderId={orderId} />}
      destroyOnHidden
    >
      {orderId !== undefined && <Body orderId={orderId} maySend={maySend} />}
    </Drawer>
  )
}

/** Only where something can be given back. */
function RefundButton({ orderId }: { orderId: string }) {
  const { data } = useOrder(orderId)
  const [isOpen, setOpen] = useState(false)
  if (data === undefined || data.refundableFen === 0) {
    return null
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{copy.refund}</Button>
      {isOpen && <RefundModal order={data} onClose={() => setOpen(false)} />}
    </>
  )
}

function Body({ orderId, maySend }: { orderId: string; maySend: boolean }) {
  const order = useOrder(orderId)
  if (order.data) {
    return (
      <>
        <OrderFacts order={order.data} />
        <OrderItems order={order.data} />
        <PriceSteps order={order.data} />
        <Parcel key={orderId} order={order.data} maySend={maySend} />
        <MoneyTimeline order={order.data} />
        <OrderHistory order={order.data} />
      </>
    )
  }
  if (order.error instanceof Problem && order.error.status === 404) {
    return <Empty>{sentenceOf(order.error, errors)}</Empty>
  }
  if (order.isError) {
    return (
      <ErrorState what={copy.failed} error={order.error} onRetry={() => void order.refetch()} />
    )
  }
  return (
    <div className="bones">
      <Bone height={24} width="60%" />
      <Bone height={80} />
      <Bone height={80} />
    </div>
  )
}
