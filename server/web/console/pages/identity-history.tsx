import { useState } from 'react'
import { Link } from 'react-router'
import { Empty } from '../../shared/states/empty.js'
import { useHistory, type HistoryEntry } from '../features/identity/api/history.js'
import { DecideModal } from '../features/identity/components/decide-modal.js'
import { HistoryTable, undoingOf } from '../features/identity/components/history-table.js'
import { IdentityNav } from '../features/identity/components/identity-nav.js'
import { copy } from '../features/identity/copy.js'
import { shortId } from '../features/identity/names.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

/** Every merge and split, newest first; of one customer with `?customer=`. */
export default function IdentityHistoryPage() {
  const filters = useFilters(['customer'])
  const { customer } = filters.values
  const pages = usePages(customer ?? '')
  const history = useHistory({ customerId: customer, cursor: pages.cursor })
  const mayDecide = useMay('identity.decide')
  const [undoing, setUndoing] = useState<HistoryEntry | null>(null)
  const asking = undoing === null ? null : undoingOf(undoing)
  return (
    <>
      <PageHead title={copy.historyTitle} sub={copy.historyPageSub}>
        <IdentityNav />
      </PageHead>
      <section className="card">
        {customer !== undefined && (
          <div className="filter-bar">
            <Link className="tag line" to={`/customers/${customer}?tab=identity`}>
              {shortId(customer)}
            </Link>
            <Link className="link small" to="/identity/reviews/history">
              {copy.historyAll}
            </Link>
          </div>
        )}
        <HistoryTable
          rows={history.data?.items}
          error={history.error}
          retry={() => void history.refetch()}
          empty={<Empty>{copy.historyNone}</Empty>}
          onUndo={mayDecide ? setUndoing : undefined}
        />
        <Pager pages={pages} nextCursor={history.data?.nextCursor} />
      </section>
      {asking !== null && <DecideModal {...asking} onClose={() => setUndoing(null)} />}
    </>
  )
}
