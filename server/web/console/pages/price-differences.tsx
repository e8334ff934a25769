import { usePriceDifferences } from '../features/price-differences/api/price-differences.js'
import { DifferenceTable } from '../features/price-differences/components/difference-table.js'
import { copy } from '../features/price-differences/copy.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { usePages } from '../kit/use-pages.js'

export default function PriceDifferencesPage() {
  const pages = usePages('')
  const differences = usePriceDifferences(pages.cursor)
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub} />
      <section className="card">
        <DifferenceTable
          rows={differences.data?.items}
          error={differences.error}
          retry={() => void differences.refetch()}
        />
        <Pager pages={pages} nextCursor={differences.data?.nextCursor} />
      </section>
    </>
  )
}
