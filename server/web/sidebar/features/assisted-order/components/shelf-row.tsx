import { Money } from '../../../../shared/format/money.js'
import { ProductPicture } from '../../../../shared/kit/product-picture.js'
import type { ShelfProduct } from '../api/assisted-order.js'
import { copy } from '../copy.js'

export type Choice = Pick<ShelfProduct, 'name' | 'pictureUrl' | 'tint' | 'art'> & {
  skuId: string
  priceFen: number
  soldOut: boolean
}
type Props = { choice: Choice; qty: number; onChange: (qty: number) => void }

const MAX_QTY = 99

export function ShelfRow({ choice, qty, onChange }: Props) {
  const { name, pictureUrl, tint, art, priceFen, soldOut } = choice
  return (
    <li>
      <ProductPicture name={name} url={pictureUrl} tint={tint} art={art} />
      <div>
        <p>{name}</p>
        <p>
          <Money fen={priceFen} /> {soldOut && copy.soldOut}
        </p>
      </div>
      {!soldOut && (
        <span className="assist-steps">
          {qty > 0 && (
            <>
              <button type="button" aria-label={copy.less(name)} onClick={() => onChange(qty - 1)}>
                −
              </button>
              <output>{qty}</output>
            </>
          )}
          <button
            type="button"
            aria-label={copy.more(name)}
            disabled={qty >= MAX_QTY}
            onClick={() => onChange(qty + 1)}
          >
            +
          </button>
        </span>
      )}
    </li>
  )
}
