import { PlusOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { fenOfYuan } from '../../shared/format/money.js'
import { Empty } from '../../shared/states/empty.js'
import { ExportMenu } from '../features/product-sheet/components/export-menu.js'
import { ImportButton } from '../features/product-sheet/components/import-button.js'
import { useProducts, type Product, type ProductStatus } from '../features/products/api/products.js'
import { NEW, ProductDrawer } from '../features/products/components/product-drawer.js'
import { ProductFilters } from '../features/products/components/product-filters.js'
import { ProductTable } from '../features/products/components/product-table.js'
import { copy, kinds, statuses } from '../features/products/copy.js'
import { useStoreOptions } from '../kit/store-options.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { SearchField } from '../kit/search-field.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

const NO_FILTER = {
  ...{ status: undefined, search: undefined, category: undefined, kind: undefined },
  ...{ min: undefined, max: undefined },
}
const isKind = (text: string | undefined): text is Product['kind'] =>
  text !== undefined && text in kinds
const isStatus = (text: string | undefined): text is ProductStatus =>
  text !== undefined && text in statuses

export default function ProductsPage() {
  const filters = useFilters([
    ...(['status', 'search', 'product', 'category', 'kind', 'min', 'max'] as const),
  ])
  const { status, search, product, category, kind, min, max } = filters.values
  const query = {
    status: isStatus(status) ? status : undefined,
    kind: isKind(kind) ? kind : undefined,
    ...{ search, category },
    minPriceFen: fenOfYuan(min ?? '') ?? undefined,
    maxPriceFen: fenOfYuan(max ?? '') ?? undefined,
  }
  const pages = usePages(JSON.stringify(query))
  const products = useProducts({ ...query, cursor: pages.cursor })
  const stores = useStoreOptions().data ?? []
  const may = { write: useMay('catalog.write'), stock: useMay('stock.write') }
  const create = () => filters.set({ product: NEW })
  const clear = () => filters.set(NO_FILTER)
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        <Segmented
          aria-label={copy.filter}
          value={status ?? ''}
          onChange={(value) => filters.set({ status: value })}
          options={[
            { value: '', label: copy.all },
            { value: 'on-shelf', label: statuses['on-shelf'] },
            { value: 'off-shelf', label: statuses['off-shelf'] },
          ]}
        />
        <SearchField
          label={copy.search}
          placeholder={copy.searchHint}
          width={200}
          value={search ?? ''}
          onSearch={(text) => filters.set({ search: text })}
        />
        <ExportMenu query={query} />
        {may.write && <ImportButton />}
        {may.write && (
          <Button type="primary" icon={<PlusOutlined />} onClick={create}>
            {copy.create}
          </Button>
        )}
      </PageHead>
      <section className="card">
        <ProductFilters values={{ category, kind, min, max }} onChange={filters.set} />
        <ProductTable
          rows={products.data?.items}
          error={products.error}
          retry={() => void products.refetch()}
          mayWrite={may.write}
          onOpen={(productId) => filters.set({ product: productId })}
          empty={
            Object.values(query).some((value) => value !== undefined) ? (
              <None text={copy.noneMatch} action={copy.clear} onAct={clear} />
            ) : (
              <None text={copy.none} action={copy.create} onAct={create} />
            )
          }
        />
        <Pager pages={pages} nextCursor={products.data?.nextCursor} />
      </section>
      <ProductDrawer
        productId={product}
        may={may}
        stores={stores}
        onClose={() => filters.set({ product: undefined })}
      />
    </>
  )
}

type NoneProps = { text: string; action: string; onAct: () => void }

function None({ text, action, onAct }: NoneProps) {
  return (
    <Empty
      action={
        <Button size="small" onClick={onAct}>
          {action}
        </Button>
      }
    >
      {text}
    </Empty>
  )
}
