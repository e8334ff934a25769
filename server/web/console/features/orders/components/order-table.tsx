import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Money, moneyText } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { itemsText, OrderStatusTag } from '../../../../shared/orders/order-status.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { OrderRow } from '../api/orders.js'
import { copy } from '../copy.js'

type Props = {
  rows: readonly OrderRow[] | undefined
  error: unknown
  retry: () => void
  onOpen: (orderId: string) => void
  empty: ReactNode
}

export function OrderTable({ rows, error, retry, onOpen, empty }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={columnsFor(onOpen)}
      listing={{ items: rows, error, retry }}
      rowKey={(row) => row.orderId}
      onOpen={(row) => onOpen(row.orderId)}
      empty={empty}
      skeletonRows={12}
    />
  )
}

const columnsFor = (onOpen: Props['onOpen']): readonly Column<OrderRow>[] => [
  {
    key: 'order',
    title: copy.order,
    render: (row) => (
      <button type="button" className="link nowrap" onClick={() => onOpen(row.orderId)}>
        {row.orderNo}
      </button>
    ),
  },
  {
    key: 'customer',
    title: copy.customer,
    render: ({ customer }) =>
      customer ? (
        <Link className="strong nowrap" to={`/customers/${customer.customerId}`}>
          {customer.name ?? copy.noName}
        </Link>
      ) : (
        <span className="mut">{copy.unknown}</span>
      ),
  },
  { key: 'what', title: copy.what, render: (row) => itemsText(row.items) },
  {
    key: 'amount',
    title: copy.amount,
    align: 'right',
    render: (row) => (
      <>
        <Money fen={row.totalFen} />
        {row.refundedFen > 0 && <small>{copy.refunded(moneyText(row.refundedFen))}</small>}
      </>
    ),
  },
  {
    key: 'status',
    title: copy.status,
    render: (row) => <OrderStatusTag status={row.status} />,
  },
  {
    key: 'store',
    title: copy.store,
    render: (row) => row.storeName ?? row.storeCode ?? <span className="mut">{copy.empty}</span>,
  },
  {
    key: 'source',
    title: copy.source,
    render: (row) => <span className="nowrap">{sourceText(row.source)}</span>,
  },
  {
    key: 'created',
    title: copy.created,
    align: 'right',
    render: (row) => (
      <span className="mut nowrap">
        <When at={row.createdAt} />
      </span>
    ),
  },
]
