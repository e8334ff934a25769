import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { countText } from '../../shared/format/count.js'
import { Empty } from '../../shared/states/empty.js'
import { useCustomers } from '../features/customers/api/customers.js'
import { CustomerTable } from '../features/customers/components/customer-table.js'
import { FilterBar } from '../features/customers/components/filter-bar.js'
import { ViewsBar } from '../features/customers/components/views-bar.js'
import { copy } from '../features/customers/copy.js'
import { FILTER_NAMES, filterOf, isEmptyFilter, valuesOf } from '../features/customers/filter.js'
import { list, orders } from '../features/customers/list-copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { copy as kit } from '../kit/copy.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { SearchField } from '../kit/search-field.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

export default function CustomersPage() {
  const address = useFilters(['search', 'view', ...FILTER_NAMES])
  const { search, view, ...values } = address.values
  const filter = filterOf(values)
  const pages = usePages(JSON.stringify([search, filter]))
  const customers = useCustomers({ ...filter, search, cursor: pages.cursor })
  const [mayReadStaff, mayShare] = [useMay('staff.read'), useMay('customer-views.share')]
  const { data } = customers
  const isFiltered = !isEmptyFilter(filter)
  const tags = new Set(data?.items.flatMap((row) => row.tags.map(({ name }) => name)))
  const reset = () => address.set({ ...valuesOf({}), view: undefined })
  return (
    <>
      <PageHead
        title={copy.title}
        sub={data && `${totalText(data, isFiltered)}，${orders[data.order]}`}
      >
        <SearchField
          label={copy.searchLabel}
          placeholder={copy.searchHint}
          value={search ?? ''}
          onSearch={(text) => address.set({ search: text })}
        />
      </PageHead>
      <section className="card">
        <ViewsBar
          {...{ filter, mayShare }}
          viewId={view}
          onOpen={(opened) => address.set({ ...valuesOf(opened.filter), view: opened.viewId })}
        />
        <FilterBar
          {...{ values, mayReadStaff }}
          set={address.set}
          tags={[...tags]}
          onReset={isFiltered ? reset : undefined}
        />
        <CustomerTable
          rows={data?.items}
          error={customers.error}
          retry={() => void customers.refetch()}
          empty={
            <NobodyHere
              search={search}
              isFiltered={isFiltered}
              onReset={reset}
              onClear={() => address.set({ search: undefined })}
              onGoOn={data?.nextCursor ? () => pages.forward(data.nextCursor ?? '') : undefined}
            />
          }
        />
        <Pager pages={pages} nextCursor={data?.nextCursor} />
      </section>
    </>
  )
}

type Total = { total: number; totalIsCapped: boolean }

const totalText = ({ total, totalIsCapped }: Total, isFiltered: boolean): string =>
  isFiltered && totalIsCapped
    ? list.capped(countText(total))
    : kit.total(countText(total), totalIsCapped)

type NobodyProps = {
  search: string | undefined
  isFiltered: boolean
  onReset: () => void
  onClear: () => void
  /** There is more to look through. */
  onGoOn: (() => void) | undefined
}

function NobodyHere({ search, isFiltered, onReset, onClear, onGoOn }: NobodyProps) {
  if (onGoOn !== undefined) {
    return <Empty action={<Act onClick={onGoOn}>{list.goOn}</Act>}>{list.noneHere}</Empty>
  }
  if (search !== undefined) {
    return (
      <Empty action={<Act onClick={onClear}>{copy.clear}</Act>}>{copy.noneFound(search)}</Empty>
    )
  }
  return isFiltered ? (
    <Empty action={<Act onClick={onReset}>{list.reset}</Act>}>{list.noneFits}</Empty>
  ) : (
    <None />
  )
}

function Act({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button size="small" onClick={onClick}>
      {children}
    </Button>
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
