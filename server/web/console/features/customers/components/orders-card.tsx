import { moneyText } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import { Empty } from '../../../../shared/states/empty.js'
import { Link } from 'react-router'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useTimeline, type TimelineEntry } from '../api/timeline.js'
import { copy } from '../copy.js'
import { entryFen } from './entry-amount.js'
import styles from './timeline.module.css'

const columns: readonly Column<TimelineEntry>[] = [
  {
    key: 'at',
    title: copy.time,
    width: 150,
    render: (entry) => (
      <span className="nowrap">
        <When at={entry.at} />
      </span>
    ),
  },
  { key: 'what', title: copy.what, render: (entry) => entry.summary },
  { key: 'no', title: copy.orders, render: (entry) => <OrderNo entry={entry} /> },
  { key: 'source', title: copy.source, render: (entry) => sourceText(entry.source) },
  { key: 'amount', title: copy.amount, align: 'right', render: (entry) => amount(entry) },
]

/** What the customer ordered, paid and got back, from the timeline. */
export function OrdersCard({ customerId }: { customerId: string }) {
  const timeline = useTimeline(customerId, 'orders')
  return (
    <section className="card">
      <DataTable
        label={copy.orders}
        columns={columns}
        listing={{
          items: timeline.data?.pages.flatMap((page) => page.items),
          error: timeline.error,
          retry: () => void timeline.refetch(),
        }}
        rowKey={(entry) => `${entry.eventId}:${entry.type}`}
        empty={<Empty>{copy.ordersNone}</Empty>}
      />
      {timeline.hasNextPage && (
        <button
          type="button"
          className={styles.older}
          disabled={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {copy.earlier}
        </button>
      )}
    </section>
  )
}

function OrderNo({ entry }: { entry: TimelineEntry }) {
  const { orderId, orderNo } = entry.data
  if (typeof orderNo !== 'string') {
    return copy.none1
  }
  return typeof orderId === 'string' ? (
    <Link className="link" to={`/orders?order=${orderId}`}>
      {orderNo}
    </Link>
  ) : (
    orderNo
  )
}

function amount(entry: TimelineEntry): string {
  const fen = entryFen(entry)
  return fen === undefined ? copy.none1 : moneyText(fen)
}
