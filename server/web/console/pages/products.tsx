import { PlusOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { Empty } from '../../shared/states/empty.js'
import { useProducts, type ProductStatus } from '../features/products/api/products.js'
import { NEW, ProductDrawer } from '../features/products/components/product-drawer.js'
import { ProductTable } from '../features/products/components/product-table.js'
import { copy, statuses } from '../features/products/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { SearchField } from '../kit/search-field.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

const isStatus = (text: string | undefined): text is ProductStatus =>
  text !== undefined && text in statuses

export default function ProductsPage() {
  const filters = useFilters(['status', 'search', 'product'])
  const { status, search, product } = filters.values
  const pages = usePages(JSON.stringify([status, search]))
  const products = useProducts({
    status: isStatus(status) ? status : undefined,
    search,
    cursor: pages.cursor,
  })
  const may = { write: useMay('catalog.write'), stock: useMay('stock.write') }
  const create = () => filters.set({ product: NEW })
  const clear = () => filters.set({ status: undefined, search: undefined })
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
        {may.write && (
          <Button type="primary" icon={<PlusOutlined />} onClick={create}>
            {copy.create}
          </Button>
        )}
      </PageHead>
      <section className="card">
        <ProductTable
          rows={products.data?.items}
          error={products.error}
          retry={() => void products.refetch()}
          mayWrite={may.write}
          onOpen={(productId) => filters.set({ product: productId })}
          empty={
            status || search ? (
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
