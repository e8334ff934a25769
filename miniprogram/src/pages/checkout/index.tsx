import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { goTab } from '../../platform/navigation'
import { Empty, Failure, Screen, Skeleton, TextLine } from '../../platform/ui'
import { cartLines, totalOf } from '../../features/cart/lines'
import {
  completeAddress,
  keepAddress,
  lastAddress,
  type Way,
} from '../../features/delivery/address'
import { AddressRows, WayRow } from '../../features/delivery/components/way-rows'
import { copy as pricingCopy } from '../../features/pricing/copy'
import { PriceLines } from '../../features/pricing/components/price-lines'
import { useProducts } from '../../features/catalog/api/list-products'
import { copy as catalogCopy } from '../../features/catalog/copy'
import { copy } from '../../features/orders/copy'
import { useCheckout } from '../../features/orders/use-checkout'
import { useStores } from '../../features/stores/api/list-stores'
import { placeOf, useChosenStore } from '../../features/stores/chosen-store'
import { CouponRow } from './coupon-row'
import { Bottom, Items, StoreRow } from './parts'
import { useOrderPrice } from './use-order-price'
import { useEntries } from './use-entries'

const NOTE_LENGTH = 100 // the server takes no more

export default function Checkout() {
  const { entries, change, placed, least } = useEntries(useRouter().params)
  const stores = useStores()
  const store = useChosenStore(stores.data)
  const products = useProducts(placeOf(stores, store))
  const noStores = stores.data?.length === 0 // then the order needs none
  const storePart = store === null ? {} : { storeCode: store.storeCode }
  const [note, setNote] = useState('')
  const lines = cartLines(entries, products.data ?? [])
  const [way, setWay] = useState<Way>('pickup')
  const [typed, setTyped] = useState(lastAddress)
  const address = completeAddress(typed)
  const price = useOrderPrice(entries, way, store?.storeCode)
  const stale = () => {
    products.reload()
    price.reload()
  }
  const checkout = useCheckout({ onPlaced: placed, onStale: stale })
  const totalFen = price.data?.totalFen ?? totalOf(lines)
  const submit = () => {
    if (way === 'express' && address !== null) {
      keepAddress(address)
    }
    const place = way === 'express' ? { address: address ?? typed } : storePart
    checkout.submit({
      items: entries.map(({ skuId, qty }) => ({ skuId, qty })),
      totalFen,
      ...(price.data?.couponId == null ? {} : { couponId: price.data.couponId }),
      ...place,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })
  }
  const ready = products.data !== null && entries.length > 0
  const bottom = ready ? (
    <Bottom
      lines={lines}
      totalFen={totalFen}
      missing={missingOf({
        way,
        hasAddress: address !== null,
        hasStore: store !== null || noStores,
      })}
      waiting={price.ready && price.loading}
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
          <WayRow way={way} onChoose={setWay} />
          {way === 'express' && <AddressRows address={typed} onChange={setTyped} />}
          {way === 'pickup' && !noStores && <StoreRow stores={stores} store={store} />}
          <Items lines={lines} least={least} onChange={change} />
          {price.ready && <CouponRow price={price.data} onChoose={price.chooseCoupon} />}
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
          {price.data !== null && (
            <PriceLines
              steps={price.data.explanation}
              totalFen={price.data.totalFen}
              gift={price.data.gift?.name}
            />
          )}
          {price.data === null && price.problem !== null && (
            <Failure problem={price.problem} what={pricingCopy.failed} onRetry={price.reload} />
          )}
        </>
      )}
    </Screen>
  )
}

type Having = { way: Way; hasAddress: boolean; hasStore: boolean }

/** What must still be said before the order can be placed. */
function missingOf({ way, hasAddress, hasStore }: Having): 'address' | 'store' | null {
  if (way === 'express') {
    return hasAddress ? null : 'address'
  }
  return hasStore ? null : 'store'
}
