import { Text, View } from '@tarojs/components'
import type { Address } from '../../../platform/api'
import { Press, TextLine } from '../../../platform/ui'
import type { Way } from '../address'
import { copy } from '../copy'

/** Picked up or sent. */
export function WayRow({ way, onChoose }: { way: Way; onChoose: (way: Way) => void }) {
  return (
    <View className="card filters">
      {(['pickup', 'express'] as const).map((one) => (
        <Press
          key={one}
          className={`filter ${one === way ? 'filter-on' : ''}`}
          chosen={one === way}
          onPress={() => onChoose(one)}
        >
          {copy[one]}
        </Press>
      ))}
    </View>
  )
}

const LENGTHS = { name: 30, phone: 13, region: 60, detail: 120 } as const

/** Whom it is sent to and where. */
export function AddressRows({
  address,
  onChange,
}: {
  address: Address
  onChange: (address: Address) => void
}) {
  return (
    <View className="card">
      {(['name', 'phone', 'region', 'detail'] as const).map((field) => (
        <View key={field} className="checkout-row">
          <Text className="checkout-row-name">{copy[field]}</Text>
          <TextLine
            label={copy[field]}
            placeholder={copy[`${field}Hint`]}
            maxLength={LENGTHS[field]}
            value={address[field]}
            onChange={(value) => onChange({ ...address, [field]: value })}
          />
        </View>
      ))}
      <View className="checkout-row">
        <Text className="quiet small">{copy.privacy}</Text>
      </View>
    </View>
  )
}
