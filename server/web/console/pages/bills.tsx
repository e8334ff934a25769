import { useSearchParams } from 'react-router'
import { useBills } from '../features/bills/api/bills.js'
import { DayCard } from '../features/bills/components/day-card.js'
import { DayTable } from '../features/bills/components/day-table.js'
import { copy } from '../features/bills/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { usePages } from '../kit/use-pages.js'

export default function BillsPage() {
  const pages = usePages('')
  const bills = useBills(pages.cursor)
  const mayRun = useMay('bills.run')
  const [query, setQuery] = useSearchParams()
  const day = query.get('day')
  const open = (next: string | null) => setQuery(next === null ? {} : { day: next })
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub} />
      {day !== null && <DayCard key={day} day={day} mayRun={mayRun} close={() => open(null)} />}
      <section className="card">
        <DayTable
          rows={bills.data?.items}
          error={bills.error}
          retry={() => void bills.refetch()}
          open={open}
        />
        <Pager pages={pages} nextCursor={bills.data?.nextCursor} />
      </section>
    </>
  )
}
