import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Price } from '../../platform/api'
import { Icon, moneyText, Press } from '../../platform/ui'
import { CouponSheet } from '../../features/coupons/components/coupon-sheet'
import { copy } from '../../features/coupons/copy'

type Props = { price: Price | null; onChoose: (couponId: string | null) => void }

/** The coupon that is in the price, and the way to another one. */
export function CouponRow({ price, onChoose }: Props) {
  const [choosing, setChoosing] = useState(false)
  return (
    <View className="card">
      <Press
        className="checkout-row"
        disabled={price === null || price.coupons.length === 0}
        onPress={() => setChoosing(true)}
      >
        <Text className="checkout-row-name">{copy.row}</Text>
        <Text className="checkout-row-value">{price === null ? '' : wordsOf(price)}</Text>
        <Icon name="right" size={14} />
      </Press>
      {choosing && price !== null && (
        <CouponSheet
          coupons={price.coupons}
          chosen={price.couponId}
          onChoose={onChoose}
          onClose={() => setChoosing(false)}
        />
      )}
    </View>
  )
}

function wordsOf({ couponId, coupons, discountFen }: Price): string {
  const chosen = coupons.find((coupon) => coupon.couponId === couponId)
  if (chosen !== undefined) {
    return `${chosen.name} ${copy.less(moneyText(discountFen))}`
  }
  const fitting = coupons.filter((coupon) => coupon.discountFen > 0).length
  return fitting > 0 ? copy.mayUse(fitting) : copy.noneFits(coupons.length)
}
