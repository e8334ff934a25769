import { Link } from 'react-router'
import { Empty } from '../../shared/states/empty.js'
import { useErasures } from '../features/privacy/api/erasures.js'
import { ErasureTable } from '../features/privacy/components/erasure-table.js'
import { list } from '../features/privacy/copy.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { usePages } from '../kit/use-pages.js'

export default function ErasuresPage() {
  const pages = usePages('')
  const erasures = useErasures(pages.cursor)
  return (
    <>
      <PageHead title={list.title} sub={list.sub} />
      <section className="card">
        <ErasureTable
          rows={erasures.data?.items}
          error={erasures.error}
          retry={() => void erasures.refetch()}
          empty={
            <Empty
              action={
                <Link className="btn small" to="/customers">
                  {list.toCustomers}
                </Link>
              }
            >
              {list.empty}
            </Empty>
          }
        />
        <Pager pages={pages} nextCursor={erasures.data?.nextCursor} />
      </section>
    </>
  )
}
