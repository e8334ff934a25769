import { Text, View } from '@tarojs/components'
import type { Order } from '../../../platform/api'
import { Heading, Money, whenText } from '../../../platform/ui'
import { copy, refundSentence, refundWords } from '../copy'

/** Where the money is that comes back, in the order in which it was asked for. */
export function RefundCard({ order }: { order: Order }) {
  if (order.refunds.length === 0) {
    return null
  }
  return (
    <View className="card order-part" aria-live="polite">
      <Heading level={2} className="order-part-title">
        {copy.refundTitle}
      </Heading>
      {order.refunds.map((refund) => (
        <RefundPart key={refund.requestedAt} refund={refund} />
      ))}
    </View>
  )
}

const TONE = { asking: 'warn', accepted: 'warn', delayed: 'err', returned: 'ok' } as const

function RefundPart({ refund }: { refund: Order['refunds'][number] }) {
  const { state, reason, requestedAt, acceptedAt, returnedAt } = refund
  const steps = [
    { text: copy.refundAsked, at: requestedAt },
    { text: copy.refundAccepted, at: acceptedAt },
    { text: copy.refundReturned, at: returnedAt },
  ]
  return (
    <View className="refund">
      <View className="refund-head">
        <Text className={`tag tag-${TONE[state]}`}>{refundWords[state]}</Text>
        <Money className="money-ink" fen={refund.amountFen} size="s" />
      </View>
      <Text className="refund-sentence">{refundSentence(refund)}</Text>
      {steps.map(({ text, at }) => (
        <View key={text} className={`refund-step ${at === undefined ? 'refund-step-open' : ''}`}>
          <Text>{text}</Text>
          <Text className="quiet">{at === undefined ? copy.refundNotYet : whenText(at)}</Text>
        </View>
      ))}
      <View className="order-fact">
        <Text className="quiet">{copy.refundReason}</Text>
        <Text className="order-fact-value">{reason}</Text>
      </View>
    </View>
  )
}
