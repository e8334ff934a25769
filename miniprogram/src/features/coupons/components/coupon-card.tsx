import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { CouponTerms } from '../../../platform/api'
import { thresholdText, worthText } from '../copy'

type Props = {
  terms: CouponTerms
  thresholdFen: number
  name: string
  notes: readonly string[]
  /** Used up or over: drawn in grey. */
  faded?: boolean
  action?: ReactNode
}

/** A coupon: what it is worth on the left of the perforation, what it is for on the right. */
export function CouponCard({ terms, thresholdFen, name, notes, faded = false, action }: Props) {
  const worth = worthText(terms)
  return (
    <View className={`coupon ${faded ? 'coupon-faded' : ''}`}>
      <View className="coupon-worth">
        <Text className={worth.length > 4 ? 'coupon-sum coupon-sum-long' : 'coupon-sum'}>
          {worth}
        </Text>
        <Text className="quiet small">{thresholdText(thresholdFen)}</Text>
      </View>
      <View className="coupon-words">
        <Text className="coupon-name">{name}</Text>
        {notes
          .filter((note) => note !== '')
          .map((note) => (
            <Text key={note} className="quiet small">
              {note}
            </Text>
          ))}
      </View>
      {action !== undefined && <View className="coupon-action">{action}</View>}
    </View>
  )
}
