import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { goTab } from '../../platform/navigation'
import { Empty, Failure, Screen, Skeleton, TextLine } from '../../platform/ui'
import { cartLines, totalOf } from '../../features/cart/lines'
import { useProducts } from '../../features/catalog/api/list-products'
import { copy as catalogCopy } from '../../features/catalog/copy'
import { copy } from '../../features/orders/copy'
import { useCheckout } from '../../features/orders/use-checkout'
import { useStores } from '../../features/stores/api/list-stores'
import { placeOf, useChosenStore } from '../../features/stores/chosen-store'
import { Bottom, Items, StoreRow } from './parts'
import { useEntries } from './use-entries'

const NOTE_LENGTH = 100 // the server takes no more

export default function Checkout() {
  const { entries, change, placed, least } = useEntries(useRouter().params)
  const stores = useStores()
  const store = useChosenStore(stores.data)
  const products = useProducts(placeOf(stores, store))
  const noStores = stores.data?.length === 0 // then the order needs none
  const [note, setNote] = useState('')
  const lines = cartLines(entries, products.data ?? [])
  const checkout = useCheckout({ onPlaced: placed, onStale: products.reload })
  const submit = () =>
    checkout.submit({
      items: entries.map(({ skuId, qty }) => ({ skuId, qty })),
      totalFen: totalOf(lines),
      ...(store === null ? {} : { storeCode: store.storeCode }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })
  const ready = products.data !== null && entries.length > 0
  const bottom = ready ? (
    <Bottom
      lines={lines}
      storeMissing={store === null && !noStores}
      busy={checkout.busy}
      problem={checkout.problem}
      onSubmit={submit}
    />
  ) : undefined
  return (
    <Screen title={copy.checkoutTitle} bottom={bottom}>
      {products.data === null && products.problem === null && <Skeleton heights={[56, 180, 56]} />}
      {products.data === null && products.problem !== null && (
        <Failure
          problem={products.problem}
          what={catalogCopy.listFailed}
          onRetry={products.reload}
        />
      )}
      {products.data !== null && entries.length === 0 && !checkout.busy && (
        <Empty
          text={copy.nothing}
          hint={copy.nothingHint}
          action={copy.goMenu}
          onAction={() => goTab('menu')}
        />
      )}
      {ready && (
        <>
          {!noStores && <StoreRow stores={stores} store={store} />}
          <Items lines={lines} least={least} onChange={change} />
          <View className="card">
            <View className="checkout-row">
              <Text className="checkout-row-name">{copy.note}</Text>
              <TextLine
                label={copy.note}
                placeholder={copy.noteHint}
                maxLength={NOTE_LENGTH}
                value={note}
                onChange={setNote}
              />
            </View>
          </View>
        </>
      )}
    </Screen>
  )
}
