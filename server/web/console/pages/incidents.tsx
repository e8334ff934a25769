import { Button, Segmented } from 'antd'
import { Link } from 'react-router'
import { Empty } from '../../shared/states/empty.js'
import { useIncidents } from '../features/incidents/api/incidents.js'
import { IncidentTable } from '../features/incidents/components/incident-table.js'
import { copy } from '../features/incidents/copy.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

export default function IncidentsPage() {
  const filters = useFilters(['all'])
  const all = filters.values.all !== undefined
  const pages = usePages(filters.text)
  const incidents = useIncidents({ ...(all ? {} : { state: 'open' }), cursor: pages.cursor })
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        <Segmented
          aria-label={copy.filter}
          value={all ? 'all' : 'open'}
          onChange={(value) => filters.set({ all: value === 'all' ? '1' : undefined })}
          options={[
            { value: 'open', label: copy.open },
            { value: 'all', label: copy.all },
          ]}
        />
      </PageHead>
      <section className="card">
        <IncidentTable
          rows={incidents.data?.items}
          error={incidents.error}
          retry={() => void incidents.refetch()}
          empty={all ? <NoneEver /> : <None onAll={() => filters.set({ all: '1' })} />}
        />
        <Pager pages={pages} nextCursor={incidents.data?.nextCursor} />
      </section>
    </>
  )
}

function None({ onAll }: { onAll: () => void }) {
  return (
    <Empty
      action={
        <Button size="small" onClick={onAll}>
          {copy.seeAll}
        </Button>
      }
    >
      {copy.none}
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
