import { Text, View } from '@tarojs/components'
import type { PriceCoupon } from '../../../platform/api'
import { Icon, INK, moneyText, Press, Sheet, whenText } from '../../../platform/ui'
import { copy, missText } from '../copy'

type Props = {
  coupons: readonly PriceCoupon[]
  chosen: string | null
  onChoose: (couponId: string | null) => void
  onClose: () => void
}

/** Every coupon with what it takes off this order, or why it does not. */
export function CouponSheet({ coupons, chosen, onChoose, onClose }: Props) {
  const choose = (couponId: string | null) => {
    onChoose(couponId)
    onClose()
  }
  return (
    <Sheet title={copy.choose} onClose={onClose}>
      {coupons.map((coupon) => (
        <Choice
          key={coupon.couponId}
          coupon={coupon}
          chosen={coupon.couponId === chosen}
          onChoose={() => choose(coupon.couponId)}
        />
      ))}
      <Press className="coupon-choice" chosen={chosen === null} onPress={() => choose(null)}>
        <Text className="coupon-choice-words">{copy.none}</Text>
        {chosen === null && <Icon name="check" size={20} colour={INK.brand} />}
      </Press>
    </Sheet>
  )
}

type ChoiceProps = { coupon: PriceCoupon; chosen: boolean; onChoose: () => void }

function Choice({ coupon, chosen, onChoose }: ChoiceProps) {
  const { name, discountFen, endsAt } = coupon
  const fits = discountFen > 0
  return (
    <Press className="coupon-choice" chosen={chosen} disabled={!fits} onPress={onChoose}>
      <View className="coupon-choice-words">
        <Text className={fits ? '' : 'quiet'}>{name}</Text>
        <Text className="quiet small">
          {fits ? `${whenText(endsAt)} 前有效` : missText(coupon)}
        </Text>
      </View>
      {fits && <Text className="coupon-choice-less">{copy.less(moneyText(discountFen))}</Text>}
      {chosen && <Icon name="check" size={20} colour={INK.brand} />}
    </Press>
  )
}
