import { Button, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Empty } from '../../shared/states/empty.js'
import { useStoreOptions } from '../kit/store-options.js'
import { useMay } from '../features/session/api/current-session.js'
import { useStock, type StockRow } from '../features/stock/api/stock.js'
import { JournalDrawer } from '../features/stock/components/journal-drawer.js'
import { MoveModal } from '../features/stock/components/move-modal.js'
import { SetModal } from '../features/stock/components/set-modal.js'
import { StockTable, type Act } from '../features/stock/components/stock-table.js'
import { copy } from '../features/stock/copy.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { SearchField } from '../kit/search-field.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

type Open = { act: Act; row: StockRow }

export default function StockPage() {
  const filters = useFilters(['store', 'search'])
  const stores = useStoreOptions().data ?? []
  const { search, store: chosen } = filters.values
  const may = { write: useMay('stock.write'), switch: useMay('stock.switch') }
  // whoever keeps one store sees it at once, with its switches
  const storeCode = chosen ?? (may.write ? undefined : only(stores))
  const pages = usePages(JSON.stringify([storeCode, search]))
  const stock = useStock({ search, storeCode, cursor: pages.cursor })
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const store = stores.find(({ value }) => value === storeCode)
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        <Select
          aria-label={copy.store}
          style={{ width: 160 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={storeCode ?? ''}
          onChange={(value) => filters.set({ store: value === '' ? undefined : value })}
          options={[{ value: '', label: copy.allPools }, ...stores]}
        />
        <SearchField
          label={copy.search}
          placeholder={copy.searchHint}
          width={200}
          value={search ?? ''}
          onSearch={(text) => filters.set({ search: text })}
        />
      </PageHead>
      <section className="card">
        <StockTable
          rows={stock.data?.items}
          error={stock.error}
          retry={() => void stock.refetch()}
          may={may}
          store={store === undefined ? undefined : { storeCode: store.value, name: store.label }}
          onAct={(act, row) => setOpen({ act, row })}
          empty={
            <None
              isFiltered={search !== undefined}
              onClear={() => filters.set({ search: undefined, store: undefined })}
            />
          }
        />
        <Pager pages={pages} nextCursor={stock.data?.nextCursor} />
      </section>
      {open?.act === 'set' && <SetModal row={open.row} onClose={close} />}
      {open?.act === 'move' && <MoveModal row={open.row} stores={stores} onClose={close} />}
      <JournalDrawer row={open?.act === 'journal' ? open.row : undefined} onClose={close} />
    </>
  )
}

const only = (stores: readonly { value: string }[]): string | undefined =>
  stores.length === 1 ? stores[0]?.value : undefined

function None({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const action = isFiltered ? (
    <Button size="small" onClick={onClear}>
      {copy.clear}
    </Button>
  ) : (
    <Link className="btn small" to="/products">
      {copy.seeProducts}
    </Link>
  )
  return <Empty action={action}>{isFiltered ? copy.noneMatch : copy.none}</Empty>
}
