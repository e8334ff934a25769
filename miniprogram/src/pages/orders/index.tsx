import { View } from '@tarojs/components'
import { useState } from 'react'
import { sentenceFor, type OrderStatus } from '../../platform/api'
import { useSending } from '../../platform/api/use-sending'
import { goTab, open, pages } from '../../platform/navigation'
import { useSession } from '../../platform/session/use-session'
import { Action, Empty, Failure, Refusal, Screen, Skeleton } from '../../platform/ui'
import { LogInPrompt } from '../../features/account/components/log-in-prompt'
import { copy as accountCopy } from '../../features/account/copy'
import { Filters } from '../../features/orders/components/filters'
import { OrderCard } from '../../features/orders/components/order-card'
import { copy, problems } from '../../features/orders/copy'
import { pay } from '../../features/orders/pay'
import { useOrderList } from '../../features/orders/use-order-list'

export default function Orders() {
  const session = useSession()
  return (
    <Screen title={copy.title} tab="orders">
      {session === 'checking' && <Skeleton heights={[44, 132, 132, 132]} />}
      {session === 'out' && (
        <LogInPrompt title={accountCopy.ordersGuest} hint={accountCopy.ordersGuestHint} />
      )}
      {session === 'in' && <OwnOrders />}
    </Screen>
  )
}

function OwnOrders() {
  const [status, setStatus] = useState<OrderStatus | null>(null)
  const { list, more, loadingMore } = useOrderList(status, { ready: true })
  const { data, problem, reload } = list
  const paying = useSending()
  const payNow = (orderId: string) =>
    paying.send(async () => {
      const outcome = await pay(orderId)
      open(outcome === 'ended' ? pages.payResult(orderId) : pages.order(orderId))
    })
  return (
    <>
      <Filters current={status} onChoose={setStatus} />
      {data === null && problem === null && <Skeleton heights={[132, 132, 132]} />}
      {problem !== null && (
        <Failure problem={problem} what={copy.listFailed} own={problems} onRetry={reload} />
      )}
      {paying.problem !== null && (
        <View className="card">
          <Refusal>{sentenceFor(paying.problem, problems)}</Refusal>
        </View>
      )}
      {data?.items.length === 0 && (
        <NoOrders filtered={status !== null} onAll={() => setStatus(null)} />
      )}
      {data?.items.map((order) => (
        <OrderCard
          key={order.orderId}
          order={order}
          busy={paying.busy}
          onPay={() => payNow(order.orderId)}
          onOver={reload}
        />
      ))}
      {data?.nextCursor != null && (
        <View className="order-more">
          <Action kind="outline" busy={loadingMore} onPress={more}>
            {loadingMore ? copy.loadingMore : copy.more}
          </Action>
        </View>
      )}
    </>
  )
}

function NoOrders({ filtered, onAll }: { filtered: boolean; onAll: () => void }) {
  return filtered ? (
    <Empty text={copy.emptyFilter} action={copy.showAll} onAction={onAll} />
  ) : (
    <Empty
      text={copy.empty}
      hint={copy.emptyHint}
      action={copy.goMenu}
      onAction={() => goTab('menu')}
    />
  )
}
