import { Text, View } from '@tarojs/components'
import { Money } from '../../../platform/ui'
import type { OfferedVoucher, Voucher } from '../../../platform/api'
import { copy } from '../copy'
import { lastMoment } from '../last-moment'

/** Until when, where, and what becomes of it then. `owedFen`: only to whoever holds or paid for it. */
export function VoucherFacts({ voucher }: { voucher: Voucher | OfferedVoucher }) {
  const { validTo, storeNames, atExpiry, usesLeft, uses } = voucher
  const count = copy.usesLeft(usesLeft, uses)
  return (
    <View className="card voucher-facts">
      <Text className="voucher-fact">{copy.validTo(lastMoment(validTo))}</Text>
      {count !== '' && <Text className="voucher-fact">{count}</Text>}
      <Text className="voucher-fact">
        {copy.stores}：{storeNames.length === 0 ? copy.everyStore : storeNames.join('、')}
      </Text>
      <Text className="voucher-fact">{copy.atExpiry[atExpiry]}</Text>
      {'mayRefund' in voucher && voucher.mayRefund && (
        <View className="voucher-fact">
          <Text>{copy.worth} </Text>
          <Money className="money-ink" fen={voucher.owedFen} size="s" />
        </View>
      )}
    </View>
  )
}
