import { Button, Input, Select } from 'antd'
import { Link } from 'react-router'
import { isOrderStatus, ORDER_STATUSES, orderStatusText } from '../../shared/orders/order-status.js'
import { Empty } from '../../shared/states/empty.js'
import { useOrders } from '../features/orders/api/orders.js'
import { OrderDrawer } from '../features/orders/components/order-drawer.js'
import { OrderTable } from '../features/orders/components/order-table.js'
import { copy } from '../features/orders/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { SearchField } from '../kit/search-field.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

type Filters = ReturnType<typeof useFilters<'status' | 'source' | 'search' | 'order'>>

export default function OrdersPage() {
  const filters = useFilters(['status', 'source', 'search', 'order'])
  const { status, source, search, order } = filters.values
  const mayRefund = useMay('refunds.write')
  const maySend = useMay('orders.fulfil')
  const pages = usePages(JSON.stringify([status, source, search]))
  const orders = useOrders({
    status: isOrderStatus(status) ? status : undefined,
    source,
    search,
    cursor: pages.cursor,
  })
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        <Bar filters={filters} />
      </PageHead>
      <section className="card">
        <OrderTable
          rows={orders.data?.items}
          error={orders.error}
          retry={() => void orders.refetch()}
          onOpen={(orderId) => filters.set({ order: orderId })}
          empty={<None filtered={Boolean(status ?? source ?? search)} filters={filters} />}
        />
        <Pager pages={pages} nextCursor={orders.data?.nextCursor} />
      </section>
      <OrderDrawer
        orderId={order}
        mayRefund={mayRefund}
        maySend={maySend}
        onClose={() => filters.set({ order: undefined })}
      />
    </>
  )
}

function Bar({ filters }: { filters: Filters }) {
  const { status, source, search } = filters.values
  return (
    <>
      <Select
        aria-label={copy.status}
        style={{ width: 120 }}
        value={status ?? ''}
        onChange={(value) => filters.set({ status: value })}
        options={[
          { value: '', label: copy.anyStatus },
          ...ORDER_STATUSES.map((value) => ({ value: value, label: orderStatusText(value) })),
        ]}
      />
      <Input
        key={source}
        aria-label={copy.source}
        placeholder={copy.source}
        style={{ width: 120 }}
        allowClear
        defaultValue={source}
        onPressEnter={(event) => filters.set({ source: event.currentTarget.value.trim() })}
        onClear={() => filters.set({ source: undefined })}
      />
      <SearchField
        label={copy.search}
        placeholder={copy.searchHint}
        width={200}
        value={search ?? ''}
        onSearch={(text) => filters.set({ search: text })}
      />
    </>
  )
}

function None({ filtered, filters }: { filtered: boolean; filters: Filters }) {
  if (!filtered) {
    return (
      <Empty
        action={
          <Link className="btn small" to="/products">
            {copy.seeProducts}
          </Link>
        }
      >
        {copy.none}
      </Empty>
    )
  }
  const clear = () => filters.set({ status: undefined, source: undefined, search: undefined })
  return (
    <Empty
      action={
        <Button size="small" onClick={clear}>
          {copy.clear}
        </Button>
      }
    >
      {copy.noneMatch}
    </Empty>
  )
}
