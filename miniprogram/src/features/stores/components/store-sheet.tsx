import { Text, View } from '@tarojs/components'
import type { Store } from '../../../platform/api'
import type { Resource } from '../../../platform/api/use-resource'
import { Empty, Failure, Icon, INK, Press, Sheet, Skeleton } from '../../../platform/ui'
import { chooseStore } from '../chosen-store'
import { copy } from '../copy'

type Props = { stores: Resource<Store[]>; current: Store | null; onClose: () => void }

export function StoreSheet({ stores, current, onClose }: Props) {
  const { data, problem, reload } = stores
  return (
    <Sheet title={copy.choose} onClose={onClose}>
      {data === null && problem === null && <Skeleton heights={[52, 52, 52]} />}
      {problem !== null && data === null && (
        <Failure problem={problem} what={copy.failed} onRetry={reload} />
      )}
      {data?.length === 0 && <Empty text={copy.empty} />}
      {data?.map((store) => (
        <StoreRow
          key={store.storeCode}
          store={store}
          chosen={store.storeCode === current?.storeCode}
          onChoose={() => {
            chooseStore(store.storeCode)
            onClose()
          }}
        />
      ))}
    </Sheet>
  )
}

type RowProps = { store: Store; chosen: boolean; onChoose: () => void }

function StoreRow({ store, chosen, onChoose }: RowProps) {
  return (
    <Press className="store-row" chosen={chosen} onPress={onChoose}>
      <View className="store-row-text">
        <Text className="store-row-name">{store.name}</Text>
        {store.address !== undefined && <Text className="store-row-address">{store.address}</Text>}
      </View>
      {chosen && <Icon name="check" size={20} colour={INK.brand} />}
    </Press>
  )
}
