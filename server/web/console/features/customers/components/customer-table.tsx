import { Link, useNavigate } from 'react-router'
import type { ReactNode } from 'react'
import { countText } from '../../../../shared/format/count.js'
import { Money } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { Avatar } from '../../../../shared/kit/avatar.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { CustomerRow } from '../api/customers.js'
import { copy } from '../copy.js'

const SHOWN_TAGS = 2

const columns: readonly Column<CustomerRow>[] = [
  { key: 'customer', title: copy.customer, render: (row) => <Who row={row} /> },
  {
    key: 'phone',
    title: copy.phone,
    render: (row) => <span className="nowrap">{row.phoneMasked ?? copy.none1}</span>,
  },
  {
    key: 'memberNo',
    title: copy.memberNo,
    render: (row) => row.memberNos[0] ?? <span className="mut">{copy.none1}</span>,
  },
  {
    key: 'staff',
    title: copy.staff,
    render: (row) => row.staff.map((person) => person.name).join('、') || copy.none1,
  },
  {
    key: 'orders',
    title: copy.orders,
    align: 'right',
    render: (row) => countText(row.ordersPaid),
  },
  { key: 'net', title: copy.net, align: 'right', render: (row) => <Money fen={row.netFen} /> },
  {
    key: 'lastPaid',
    title: copy.lastPaid,
    align: 'right',
    render: (row) => (
      <span className="nowrap">
        {row.lastPaidAt ? (
          <When at={row.lastPaidAt} as="ago" />
        ) : (
          <span className="mut">{copy.neverPaid}</span>
        )}
      </span>
    ),
  },
  {
    key: 'lastSeen',
    title: copy.lastSeen,
    align: 'right',
    render: (row) => (
      <span className="mut nowrap">
        <When at={row.lastSeenAt} />
      </span>
    ),
  },
]

function Who({ row }: { row: CustomerRow }) {
  return (
    <span className="who">
      <Avatar name={row.name} src={row.avatar} />
      <Link className="strong nowrap" to={`/customers/${row.customerId}`}>
        {row.name || copy.noName}
      </Link>
      {row.tags.slice(0, SHOWN_TAGS).map((tag) => (
        <span key={tag.name} className="tag">
          {tag.name}
        </span>
      ))}
      {row.tags.length > SHOWN_TAGS && (
        <span className="mut sm">+{row.tags.length - SHOWN_TAGS}</span>
      )}
    </span>
  )
}

type Props = {
  rows: readonly CustomerRow[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
}

export function CustomerTable({ rows, error, retry, empty }: Props) {
  const navigate = useNavigate()
  return (
    <DataTable
      label={copy.list}
      columns={columns}
      listing={{ items: rows, error, retry }}
      rowKey={(row) => row.customerId}
      onOpen={(row) => void navigate(`/customers/${row.customerId}`)}
      empty={empty}
      skeletonRows={12}
    />
  )
}
