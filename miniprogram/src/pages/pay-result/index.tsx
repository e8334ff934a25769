import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useSession } from '../../platform/session/use-session'
import { goTab, pages, replaceWith } from '../../platform/navigation'
import { Action, Failure, Money, Screen } from '../../platform/ui'
import { LogInPrompt } from '../../features/account/components/log-in-prompt'
import { copy as accountCopy } from '../../features/account/copy'
import { PickupCode } from '../../features/orders/components/order-facts'
import { ResultPanel } from '../../features/orders/components/result-panel'
import { copy, isAllVouchers, problems } from '../../features/orders/copy'
import { usePaymentResult, type PaymentResult } from '../../features/orders/use-payment-result'

/** What the server says about the payment; what the payment window said counts for nothing. */
export default function PayResult() {
  const { orderId = '' } = useRouter().params
  const session = useSession()
  const result = usePaymentResult(orderId, { ready: session === 'in' })
  return (
    <Screen title={copy.resultTitle}>
      {session === 'out' ? (
        <LogInPrompt title={accountCopy.ordersGuest} hint={accountCopy.ordersGuestHint} />
      ) : (
        <Result orderId={orderId} result={result} />
      )}
    </Screen>
  )
}

function Result({ orderId, result }: { orderId: string; result: PaymentResult }) {
  const { order, asking, problem, again } = result
  const seeOrder = () => replaceWith(pages.order(orderId))
  if (problem !== null) {
    return <Failure problem={problem} what={copy.resultFailed} own={problems} onRetry={again} />
  }
  if (order === null || (asking && order.status === 'pending-payment')) {
    return <ResultPanel tone="wait" title={copy.asking} hint={copy.askingHint} />
  }
  if (order.status === 'pending-payment') {
    return (
      <>
        <ResultPanel tone="wait" title={copy.unpaid} hint={copy.unpaidHint} />
        <Buttons main={copy.seeOrder} onMain={seeOrder} other={copy.askAgain} onOther={again} />
      </>
    )
  }
  const closed = order.status === 'closed'
  const isVoucher = isAllVouchers(order)
  return (
    <>
      <ResultPanel
        tone={closed ? 'quiet' : 'ok'}
        title={closed ? copy.closed : copy.success}
        hint={closed ? copy.closedHint : isVoucher ? copy.voucherHint : copy.successHint}
      >
        {!closed && <Money className="money-ink" fen={order.totalFen} size="l" />}
      </ResultPanel>
      {!closed && order.pickupCode !== undefined && (
        <PickupCode code={order.pickupCode} storeName={order.storeName} />
      )}
      <Buttons
        main={isVoucher ? copy.seeVouchers : copy.seeOrder}
        onMain={isVoucher ? () => replaceWith(pages.vouchers()) : seeOrder}
        other={copy.goHome}
        onOther={() => goTab('home')}
      />
    </>
  )
}

type ButtonsProps = { main: string; onMain: () => void; other: string; onOther: () => void }

function Buttons({ main, onMain, other, onOther }: ButtonsProps) {
  return (
    <View className="result-actions">
      <Action onPress={onMain}>{main}</Action>
      <Action kind="outline" onPress={onOther}>
        {other}
      </Action>
    </View>
  )
}
