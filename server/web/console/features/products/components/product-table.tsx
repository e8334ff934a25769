import { App, Switch } from 'antd'
import type { ReactNode } from 'react'
import { countText } from '../../../../shared/format/count.js'
import { moneyText } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { ProductPicture } from '../../../../shared/kit/product-picture.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { Product } from '../api/products.js'
import { useSetShelf } from '../api/save-product.js'
import { copy, errors, kinds } from '../copy.js'

type Props = {
  rows: readonly Product[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
  mayWrite: boolean
  onOpen: (productId: string) => void
}

export function ProductTable({ rows, error, retry, empty, mayWrite, onOpen }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={columnsFor(mayWrite, onOpen)}
      listing={{ items: rows, error, retry }}
      rowKey={(product) => product.productId}
      onOpen={(product) => onOpen(product.productId)}
      empty={empty}
    />
  )
}

const columnsFor = (mayWrite: boolean, onOpen: Props['onOpen']): readonly Column<Product>[] => [
  {
    key: 'product',
    title: copy.product,
    render: (product) => (
      <span className="who">
        <ProductPicture
          name={product.name}
          url={product.pictureUrl}
          tint={product.tint}
          art={product.art}
        />
        <span>
          <button type="button" className="link strong" onClick={() => onOpen(product.productId)}>
            {product.name}
          </button>
          <small>{copy.skuCount(product.skus.length)}</small>
        </span>
      </span>
    ),
  },
  {
    key: 'category',
    title: copy.category,
    render: (product) => (
      <>
        {product.category} <span className="mut">{kinds[product.kind]}</span>
        {product.stores !== undefined && <small>{copy.storesOf(product.stores.length)}</small>}
      </>
    ),
  },
  {
    key: 'price',
    title: copy.price,
    align: 'right',
    render: (product) => <Price product={product} />,
  },
  { key: 'stock', title: copy.stock, align: 'right', render: (p) => <Left product={p} /> },
  {
    key: 'updated',
    title: copy.updated,
    align: 'right',
    render: (product) => (
      <span className="mut nowrap">
        <When at={product.updatedAt} />
      </span>
    ),
  },
  {
    key: 'shelf',
    title: copy.shelf,
    align: 'right',
    width: 90,
    render: (product) => <Shelf product={product} mayWrite={mayWrite} />,
  },
]

/** From which price on; of the cheapest SKU what is crossed out beside it. */
function Price({ product }: { product: Product }) {
  const cheapest = product.skus.find((sku) => sku.priceFen === product.priceFromFen)
  return (
    <>
      {priceText(product)}
      {cheapest?.comparedFen !== undefined && (
        <small>
          <del>{moneyText(cheapest.comparedFen)}</del> {cheapest.comparedBase}
        </small>
      )}
    </>
  )
}

function priceText(product: Product): string {
  const from = moneyText(product.priceFromFen)
  const same = product.skus.every((sku) => sku.priceFen === product.priceFromFen)
  return same ? from : copy.from(from)
}

/** What can still be sold over all SKUs; a SKU made to order has no limit. */
function Left({ product }: { product: Product }) {
  const stocks = product.skus.map((sku) => sku.stock)
  const limited = stocks.flatMap((stock) => ('unlimited' in stock ? [] : [stock]))
  const out = limited.filter((stock) => stock.available === 0).length
  if (out > 0 && out === stocks.length) {
    return <span className="tag bad">{copy.soldOut}</span>
  }
  const left =
    limited.length < stocks.length
      ? copy.unlimited
      : countText(limited.reduce((sum, stock) => sum + stock.available, 0))
  return (
    <>
      {left}
      {out > 0 && <small className="warned">{copy.partly(out)}</small>}
    </>
  )
}

function Shelf({ product, mayWrite }: { product: Product; mayWrite: boolean }) {
  const { message } = App.useApp()
  const shelf = useSetShelf()
  const set = (on: boolean) =>
    shelf.mutate(
      { productId: product.productId, status: on ? 'on-shelf' : 'off-shelf' },
      {
        onSuccess: () =>
          void message.success(on ? copy.nowOn(product.name) : copy.nowOff(product.name)),
        onError: (error) => void message.error(sentenceOf(error, errors)),
      },
    )
  return (
    <Switch
      size="small"
      aria-label={copy.shelfOf(product.name)}
      checked={product.status === 'on-shelf'}
      disabled={!mayWrite}
      loading={shelf.isPending}
      onChange={set}
    />
  )
}
