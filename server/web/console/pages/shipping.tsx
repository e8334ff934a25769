import { Button, Segmented } from 'antd'
import { Link } from 'react-router'
import { Empty } from '../../shared/states/empty.js'
import { useMay } from '../features/session/api/current-session.js'
import { useShipments } from '../features/shipping/api/shipments.js'
import { ShipmentTable } from '../features/shipping/components/shipment-table.js'
import { copy } from '../features/shipping/copy.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

/** What WeChat was told of goods that reached their customers; first of all what it has not taken. */
export default function ShippingPage() {
  const filters = useFilters(['failed'])
  const failed = filters.values.failed !== undefined
  const pages = usePages(filters.text)
  const { data, error, refetch } = useShipments(failed ? 'failed' : undefined, pages.cursor)
  const seeAll = () => filters.set({ failed: undefined })
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        <Segmented
          aria-label={copy.filter}
          value={failed ? 'failed' : 'all'}
          onChange={(value) => filters.set({ failed: value === 'failed' ? '1' : undefined })}
          options={[
            { value: 'all', label: copy.all },
            { value: 'failed', label: copy.failed },
          ]}
        />
      </PageHead>
      <section className="card">
        <ShipmentTable
          rows={data?.items}
          error={error}
          retry={() => void refetch()}
          empty={failed ? <NoneFailed onAll={seeAll} /> : <NoneEver />}
          mayWrite={useMay('shipping.write')}
        />
        <Pager pages={pages} nextCursor={data?.nextCursor} />
      </section>
    </>
  )
}

function NoneFailed({ onAll }: { onAll: () => void }) {
  return (
    <Empty
      action={
        <Button size="small" onClick={onAll}>
          {copy.seeAll}
        </Button>
      }
    >
      {copy.noneFailed}
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
