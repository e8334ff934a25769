import { Button } from 'antd'
import { Link } from 'react-router'
import { countText } from '../../shared/format/count.js'
import { Empty } from '../../shared/states/empty.js'
import { useCustomers } from '../features/customers/api/customers.js'
import { CustomerTable } from '../features/customers/components/customer-table.js'
import { copy } from '../features/customers/copy.js'
import { copy as kit } from '../kit/copy.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { SearchField } from '../kit/search-field.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

export default function CustomersPage() {
  const filters = useFilters(['search'])
  const pages = usePages(filters.text)
  const { search } = filters.values
  const customers = useCustomers({ search, cursor: pages.cursor })
  const { data } = customers
  return (
    <>
      <PageHead
        title={copy.title}
        sub={data && kit.total(countText(data.total), data.totalIsCapped)}
      >
        <SearchField
          label={copy.searchLabel}
          placeholder={copy.searchHint}
          value={search ?? ''}
          onSearch={(text) => filters.set({ search: text })}
        />
      </PageHead>
      <section className="card">
        <CustomerTable
          rows={data?.items}
          error={customers.error}
          retry={() => void customers.refetch()}
          empty={
            search === undefined ? (
              <None />
            ) : (
              <NotFound search={search} clear={() => filters.set({ search: undefined })} />
            )
          }
        />
        <Pager pages={pages} nextCursor={data?.nextCursor} />
      </section>
    </>
  )
}

function None() {
  return (
    <Empty
      action={
        <Link className="btn small" to="/channel-codes?new=1">
          {copy.makeCode}
        </Link>
      }
    >
      {copy.none}
    </Empty>
  )
}

function NotFound({ search, clear }: { search: string; clear: () => void }) {
  return (
    <Empty
      action={
        <Button size="small" onClick={clear}>
          {copy.clear}
        </Button>
      }
    >
      {copy.noneFound(search)}
    </Empty>
  )
}
