import { Text, View } from '@tarojs/components'
import type { Voucher } from '../../../platform/api'
import { open, pages } from '../../../platform/navigation'
import { Icon, Picture, Press } from '../../../platform/ui'
import { copy, stateWords } from '../copy'
import { lastMoment } from '../last-moment'

/** One voucher of the list; what matters is whether it can be used and until when. */
export function VoucherCard({ voucher }: { voucher: Voucher }) {
  const { voucherId, name, state, validTo, usesLeft, uses, isGift } = voucher
  const isUsable = state === 'active'
  const count = copy.usesLeft(usesLeft, uses)
  return (
    <View className="card">
      <Press
        className={`voucher-card ${isUsable ? '' : 'voucher-over'}`}
        label={`${name} ${stateWords[state]}`}
        onPress={() => open(pages.voucher(voucherId))}
      >
        <Picture className="voucher-picture" {...voucher} />
        <View className="voucher-words">
          <Text className="voucher-name one-line">{name}</Text>
          <Text className="quiet small">{copy.validTo(lastMoment(validTo))}</Text>
          {count !== '' && <Text className="quiet small">{count}</Text>}
        </View>
        <View className="voucher-side">
          <Text className={`tag ${isUsable ? 'tag-ok' : 'tag-quiet'}`}>{stateWords[state]}</Text>
          {isGift && <Text className="tag tag-warn">{copy.gift}</Text>}
        </View>
        <Icon name="right" size={14} />
      </Press>
    </View>
  )
}
