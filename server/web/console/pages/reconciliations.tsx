import { Empty } from '../../shared/states/empty.js'
import { useReconciliations } from '../features/reconciliations/api/reconciliations.js'
import { RoundDrawer } from '../features/reconciliations/components/round-drawer.js'
import { RoundTable } from '../features/reconciliations/components/round-table.js'
import { RunButtons } from '../features/reconciliations/components/run-buttons.js'
import { copy } from '../features/reconciliations/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

export default function ReconciliationsPage() {
  const filters = useFilters(['round'])
  const mayRun = useMay('jobs.run')
  const pages = usePages('')
  const rounds = useReconciliations(pages.cursor)
  const buttons = <RunButtons rounds={rounds.data?.items} mayRun={mayRun} />
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        {buttons}
      </PageHead>
      <section className="card">
        <RoundTable
          rows={rounds.data?.items}
          error={rounds.error}
          retry={() => void rounds.refetch()}
          empty={<Empty>{copy.none}</Empty>}
          onOpen={(roundId) => filters.set({ round: roundId })}
        />
        <Pager pages={pages} nextCursor={rounds.data?.nextCursor} />
      </section>
      <RoundDrawer
        roundId={filters.values.round}
        onClose={() => filters.set({ round: undefined })}
      />
    </>
  )
}
