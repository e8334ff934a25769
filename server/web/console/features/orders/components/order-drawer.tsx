import { Drawer } from 'antd'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { Bone } from '../../../../shared/states/bone.js'
import { Problem } from '../../../../shared/http/problem.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Empty } from '../../../../shared/states/empty.js'
import { useOrder } from '../api/order.js'
import { copy, errors } from '../copy.js'
import { OrderFacts, OrderHistory, OrderItems, OrderMoney } from './order-parts.js'

const WIDTH = 520

type Props = { orderId: string | undefined; onClose: () => void }

/** Everything about one order, beside the list. */
export function OrderDrawer({ orderId, onClose }: Props) {
  return (
    <Drawer
      open={orderId !== undefined}
      onClose={onClose}
      size={WIDTH}
      title={copy.detail}
      destroyOnHidden
    >
      {orderId !== undefined && <Body orderId={orderId} />}
    </Drawer>
  )
}

function Body({ orderId }: { orderId: string }) {
  const order = useOrder(orderId)
  if (order.data) {
    return (
      <>
        <OrderFacts order={order.data} />
        <OrderItems order={order.data} />
        <OrderMoney order={order.data} />
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
