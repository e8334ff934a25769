import { Image, Text, View } from '@tarojs/components'
import type { Me } from '../../../platform/api'
import { Heading, Icon, TopSpace } from '../../../platform/ui'
import { copy } from '../copy'

type Props = {
  me: Me | null
  /** False while it is being asked who is there: then no words yet. */
  known: boolean
}

/** Who is logged in; null: nobody. */
export function MeHead({ me, known }: Props) {
  const name = me === null ? copy.guest : (me.name ?? copy.noName)
  const note = me === null ? copy.guestHint : copy.orders(me.ordersPaid)
  return (
    <View className="me-head">
      <TopSpace />
      <View className="me-head-row">
        <View className="me-avatar">
          {me?.avatar !== undefined ? (
            <Image className="me-photo" src={me.avatar} imgProps={{ alt: '' }} />
          ) : (
            <Icon name="person" size={28} colour="#7A4E2C" />
          )}
        </View>
        <View className="me-words">
          <Heading level={1} className="me-name one-line">
            {known ? name : ' '}
          </Heading>
          <Text className="me-note">{known ? note : ' '}</Text>
        </View>
      </View>
    </View>
  )
}
