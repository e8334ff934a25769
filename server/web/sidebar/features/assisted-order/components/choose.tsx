import { useState } from 'react'
import { Money } from '../../../../shared/format/money.js'
import { useIdempotencyKey } from '../../../../shared/http/idempotency.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Bone } from '../../../../shared/states/bone.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useOwnStores, usePlace, useShelf, type ShelfProduct } from '../api/assisted-order.js'
import { copy, errors } from '../copy.js'
import { ShelfRow, type Choice } from './shelf-row.js'

type Props = { externalUserid: string; onPlaced: (orderId: string) => void }
type Chosen = Readonly<Record<string, number>>

/** What the customer wants, from the shelf of the mini-program at its prices. */
export function Choose({ externalUserid, onPlaced }: Props) {
  const shelf = useShelf()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<Chosen>({})
  const [storeCode, setStoreCode] = useState('')
  const key = useIdempotencyKey()
  const place = usePlace()
  if (shelf.data === undefined) {
    return shelf.isError ? (
      <ErrorState error={shelf.error} onRetry={() => void shelf.refetch()} />
    ) : (
      <Bone height={120} />
    )
  }
  const choices = choicesOf(shelf.data.items)
  const wanted = choices.flatMap((choice) => {
    const qty = chosen[choice.skuId] ?? 0
    return qty > 0 ? [{ ...choice, qty }] : []
  })
  const totalFen = wanted.reduce((sum, { priceFen, qty }) => sum + priceFen * qty, 0)
  const shown = choices.filter(({ name }) => name.includes(search.trim()))
  const change = (skuId: string, qty: number) => {
    key.renew()
    setChosen({ ...chosen, [skuId]: qty })
  }
  const submit = () => {
    const items = wanted.map(({ skuId, qty }) => ({ skuId, qty }))
    const store = storeCode === '' ? {} : { storeCode }
    const order = { externalUserid, items, totalFen, ...store }
    place.mutate(
      { key: key.current(), order },
      { onSuccess: ({ order: placed }) => onPlaced(placed.orderId) },
    )
  }
  return (
    <div className="assist">
      <input
        type="search"
        aria-label={copy.find}
        placeholder={copy.find}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {shown.length === 0 ? (
        <p className="hint">{choices.length === 0 ? copy.nothing : copy.noMatch}</p>
      ) : (
        <ul className="assist-shelf" aria-label={copy.shelf}>
          {shown.map((choice) => (
            <ShelfRow
              key={choice.skuId}
              choice={choice}
              qty={chosen[choice.skuId] ?? 0}
              onChange={(qty) => change(choice.skuId, qty)}
            />
          ))}
        </ul>
      )}
      <StoreChoice
        value={storeCode}
        onChange={(code) => {
          key.renew()
          setStoreCode(code)
        }}
      />
      <div className="assist-foot">
        <span>
          {copy.total}{' '}
          <b>
            <Money fen={totalFen} />
          </b>
        </span>
        <button
          type="button"
          className="btn primary touch"
          disabled={wanted.length === 0 || place.isPending}
          onClick={submit}
        >
          {copy.place}
        </button>
      </div>
      {place.error !== null && (
        <p className="bad" role="alert">
          {sentenceOf(place.error, errors)}
        </p>
      )}
    </div>
  )
}

function choicesOf(products: readonly ShelfProduct[]): Choice[] {
  return products.flatMap(({ name, skus, pictureUrl, tint, art }) =>
    skus.map(({ skuId, name: skuName, priceFen, soldOut }) => ({
      skuId,
      // a product with one SKU is known by its own name
      name: skus.length > 1 ? `${name} ${skuName}` : name,
      priceFen,
      soldOut,
      pictureUrl,
      tint,
      art,
    })),
  )
}

function StoreChoice({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const { data } = useOwnStores()
  return (
    <label>
      {copy.store}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{copy.noStore}</option>
        {data?.items.map(({ storeCode, name }) => (
          <option key={storeCode} value={storeCode}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
