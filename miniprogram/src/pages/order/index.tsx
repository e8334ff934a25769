import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { sentenceFor, type Order as OrderData } from '../../platform/api'
import { useSending } from '../../platform/api/use-sending'
import { open, pages } from '../../platform/navigation'
import { useSession } from '../../platform/session/use-session'
import { Action, Failure, Heading, Refusal, Screen, Skeleton } from '../../platform/ui'
import { LogInPrompt } from '../../features/account/components/log-in-prompt'
import { copy as accountCopy } from '../../features/account/copy'
import { cancelOrder } from '../../features/orders/api/cancel-order'
import { receiveOrder } from '../../features/orders/api/receive-order'
import { takeBackOrder } from '../../features/orders/api/take-back-order'
import { useOrder } from '../../features/orders/api/use-order'
import { OrderBottom } from '../../features/orders/components/order-bottom'
import { OrderFacts, PickupCode } from '../../features/orders/components/order-facts'
import { OrderItems } from '../../features/orders/components/order-items'
import { RefundCard } from '../../features/orders/components/refund-card'
import { TakeBack } from '../../features/orders/components/take-back'
import { TimeLeft } from '../../features/orders/components/time-left'
import { PriceLines } from '../../features/pricing/components/price-lines'
import {
  copy,
  isAllVouchers,
  problems,
  statusSentence,
  statusWords,
} from '../../features/orders/copy'
import { pay } from '../../features/orders/pay'
import { useFollow } from '../../features/orders/use-follow'

export default function Order() {
  const { orderId = '' } = useRouter().params
  const session = useSession()
  const { data, problem, reload, replace } = useOrder(orderId, { ready: session === 'in' })
  const paying = useSending()
  const cancelling = useSending()
  const takingBack = useSending()
  const receiving = useSending()
  useFollow(data?.status === 'refund-pending', reload)
  const payNow = () => {
    cancelling.clear()
    paying.send(async () => {
      if ((await pay(orderId)) === 'ended') {
        open(pages.payResult(orderId))
      }
    })
  }
  const cancelNow = () => {
    paying.clear()
    // A refusal may mean that the order moved on meanwhile: show where it is now.
    cancelling.send(() => cancelOrder(orderId).then(replace).catch(reloadAndThrow(reload)))
  }
  const takeBackNow = (reason: string) =>
    takingBack.send(() =>
      takeBackOrder(orderId, reason).then(replace).catch(reloadAndThrow(reload)),
    )
  const receiveNow = () =>
    receiving.send(() => receiveOrder(orderId).then(replace).catch(reloadAndThrow(reload)))
  const refusal = paying.problem ?? cancelling.problem ?? takingBack.problem ?? receiving.problem
  const buttons =
    data?.status === 'pending-payment' ? (
      <OrderBottom
        order={data}
        paying={paying.busy}
        cancelling={cancelling.busy}
        onPay={payNow}
        onCancel={cancelNow}
      />
    ) : data !== null && isAllVouchers(data) && data.paidAt !== undefined ? (
      <Action kind="outline" onPress={() => open(pages.vouchers())}>
        {copy.seeVouchers}
      </Action>
    ) : data?.status === 'paid' ? (
      <TakeBack order={data} busy={takingBack.busy} onTakeBack={takeBackNow} />
    ) : data?.status === 'shipped' ? (
      <Action kind="outline" busy={receiving.busy} onPress={receiveNow}>
        {copy.receive}
      </Action>
    ) : null
  const bottom =
    buttons !== null || refusal !== null ? (
      <>
        {refusal !== null && <Refusal>{sentenceFor(refusal, problems)}</Refusal>}
        {buttons}
      </>
    ) : undefined
  return (
    <Screen title={copy.detailTitle} bottom={bottom}>
      {session === 'out' && (
        <LogInPrompt title={accountCopy.ordersGuest} hint={accountCopy.ordersGuestHint} />
      )}
      {session !== 'out' && data === null && problem === null && (
        <Skeleton heights={[64, 120, 160, 120]} />
      )}
      {data === null && problem !== null && (
        <Failure problem={problem} what={copy.detailFailed} own={problems} onRetry={reload} />
      )}
      {data !== null && <Detail order={data} onOver={reload} />}
    </Screen>
  )
}

function Detail({ order, onOver }: { order: OrderData; onOver: () => void }) {
  const waiting = ['paid', 'preparing', 'ready'].includes(order.status)
  return (
    <>
      <View className="order-head">
        <Heading level={2} className="order-head-title">
          {statusWords[order.status]}
        </Heading>
        <View className="order-head-line">
          {order.status === 'pending-payment' && <TimeLeft at={order.expiresAt} onOver={onOver} />}
          <Text>{statusSentence(order)}</Text>
        </View>
      </View>
      {waiting && order.pickupCode !== undefined && (
        <PickupCode code={order.pickupCode} storeName={order.storeName} />
      )}
      <RefundCard order={order} />
      <OrderItems order={order} />
      {order.explanation.length > 0 && (
        <PriceLines steps={order.explanation} totalFen={order.totalFen} />
      )}
      <OrderFacts order={order} />
    </>
  )
}

function reloadAndThrow(reload: () => void) {
  return (error: unknown) => {
    reload()
    throw error
  }
}
