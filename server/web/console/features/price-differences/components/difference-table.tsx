import { Link } from 'react-router'
import { countText } from '../../../../shared/format/count.js'
import { Money } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { PriceDifference } from '../api/price-differences.js'
import { copy } from '../copy.js'

type Props = { rows: readonly PriceDifference[] | undefined; error: unknown; retry: () => void }

export function DifferenceTable({ rows, error, retry }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={columns}
      listing={{ items: rows, error, retry }}
      rowKey={({ source, storeCode, skuId }) => `${source} ${storeCode} ${skuId}`}
      empty={
        <Empty
          action={
            <Link className="btn small" to="/products">
              {copy.seeProducts}
            </Link>
          }
        >
          {copy.none}
        </Empty>
      }
    />
  )
}

const columns: readonly Column<PriceDifference>[] = [
  {
    key: 'sku',
    title: copy.sku,
    render: ({ name, code, productId }) => (
      <>
        <Link className="link strong" to={`/products?product=${productId}`}>
          {name}
        </Link>
        <small className="mono">{code}</small>
      </>
    ),
  },
  {
    key: 'where',
    title: copy.where,
    render: ({ storeName, storeCode, source }) => (
      <>
        {storeName ?? storeCode ?? copy.noStore}
        <small>{source}</small>
      </>
    ),
  },
  {
    key: 'till',
    title: copy.till,
    align: 'right',
    render: ({ tillFen }) => <Money fen={tillFen} />,
  },
  {
    key: 'shop',
    title: copy.shop,
    align: 'right',
    render: ({ shopFen }) => <Money fen={shopFen} />,
  },
  {
    key: 'difference',
    title: copy.difference,
    align: 'right',
    render: ({ tillFen, shopFen }) => (
      <strong className={tillFen > shopFen ? 'warned' : ''}>
        {tillFen > shopFen ? '+' : '−'}
        <Money fen={Math.abs(tillFen - shopFen)} />
      </strong>
    ),
  },
  { key: 'count', title: copy.count, align: 'right', render: ({ count }) => countText(count) },
  {
    key: 'last',
    title: copy.last,
    align: 'right',
    render: ({ lastAt, orderNo }) => (
      <span className="nowrap">
        <When at={lastAt} />
        <small>{copy.order(orderNo)}</small>
      </span>
    ),
  },
]
