import { Button, Segmented } from 'antd'
import { Link } from 'react-router'
import { Card } from '../../shared/kit/card.js'
import { Empty } from '../../shared/states/empty.js'
import { BooksStrip } from '../features/ledger/components/books-strip.js'
import { OrderDrawer } from '../features/orders/components/order-drawer.js'
import { useRefunds, type Refund } from '../features/refunds/api/refunds.js'
import { useRefundTotals } from '../features/refunds/api/totals.js'
import { OpenRefunds } from '../features/refunds/components/open-refunds.js'
import { refundColumns } from '../features/refunds/components/refund-cells.js'
import { copy } from '../features/refunds/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { DataTable, type Column } from '../kit/data-table.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

type Tab = 'open' | 'today' | 'all'
const tabOf = (text: string | undefined): Tab =>
  text === 'today' || text === 'all' ? text : 'open'

/** Where the money is, and what goes back to customers: first of all what waits for a person. */
export default function RefundsPage() {
  const filters = useFilters(['tab', 'order'])
  const tab = tabOf(filters.values.tab)
  const mayWrite = useMay('refunds.write')
  const maySend = useMay('orders.fulfil')
  const mayReadBooks = useMay('ledger.read')
  const { set } = filters
  const columns = refundColumns({ mayWrite, onOrder: (order) => set({ order }) })
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        {mayReadBooks && (
          <Link className="btn" to="/finance/ledger">
            {copy.ledger}
          </Link>
        )}
      </PageHead>
      {mayReadBooks && <BooksStrip />}
      <Card
        title={copy.refunds}
        sub={
          <Tabs tab={tab} onChange={(next) => set({ tab: next === 'open' ? undefined : next })} />
        }
        extra={<span className="sub">{copy.note}</span>}
      >
        {tab === 'open' ? (
          <OpenRefunds columns={columns} empty={<NoneOpen onAll={() => set({ tab: 'all' })} />} />
        ) : (
          <Listed key={tab} tab={tab} columns={columns} />
        )}
      </Card>
      <OrderDrawer
        orderId={filters.values.order}
        mayRefund={mayWrite}
        maySend={maySend}
        onClose={() => set({ order: undefined })}
      />
    </>
  )
}

function Tabs({ tab, onChange }: { tab: Tab; onChange: (tab: Tab) => void }) {
  const { data } = useRefundTotals()
  const open = data && data.needsPerson.count + data.retrying.count + data.accepted.count
  const counted = (text: string, count: number | undefined) =>
    count === undefined ? text : `${text} ${count}`
  return (
    <Segmented<Tab>
      aria-label={copy.list}
      value={tab}
      onChange={onChange}
      options={[
        { value: 'open', label: counted(copy.open, open) },
        { value: 'today', label: counted(copy.today, data?.endedToday.count) },
        { value: 'all', label: copy.all },
      ]}
    />
  )
}

type ListedProps = { tab: 'today' | 'all'; columns: readonly Column<Refund>[] }

function Listed({ tab, columns }: ListedProps) {
  const pages = usePages(tab)
  const refunds = useRefunds(tab === 'today' ? 'ended-today' : 'all', pages.cursor)
  const { data, error, refetch } = refunds
  return (
    <>
      <DataTable
        label={copy.list}
        columns={columns}
        listing={{ items: data?.items, error, retry: () => void refetch() }}
        rowKey={({ refundId }) => refundId}
        empty={tab === 'today' ? <Empty>{copy.noneToday}</Empty> : <NoneEver />}
      />
      <Pager pages={pages} nextCursor={data?.nextCursor} />
    </>
  )
}

function NoneOpen({ onAll }: { onAll: () => void }) {
  return (
    <Empty
      action={
        <Button size="small" onClick={onAll}>
          {copy.seeAll}
        </Button>
      }
    >
      {copy.noneOpen}
    </Empty>
  )
}

function NoneEver() {
  return (
    <Empty
      action={
        <Link className="btn small" to="/orders">
          {copy.seeOrders}
        </Link>
      }
    >
      {copy.noneEver}
    </Empty>
  )
}
