import { Drawer } from 'antd'
import { useState } from 'react'
import { Money } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { usePrices, type PriceLine } from '../api/prices.js'
import type { Sku } from '../api/products.js'
import { copy } from '../copy.js'

const WIDTH = 520

/** Every price that a SKU has had, beside its form. */
export function PriceHistory({ sku }: { sku: Sku }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="link small"
        aria-label={copy.historyOf(sku.name)}
        onClick={() => setOpen(true)}
      >
        {copy.history}
      </button>
      <Drawer
        open={isOpen}
        size={WIDTH}
        title={copy.historyOf(sku.name)}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <Prices skuId={sku.skuId} />
      </Drawer>
    </>
  )
}

function Prices({ skuId }: { skuId: string }) {
  const prices = usePrices(skuId)
  return (
    <DataTable
      label={copy.history}
      columns={columns}
      listing={{
        items: prices.data?.items,
        error: prices.error,
        retry: () => void prices.refetch(),
      }}
      rowKey={({ at }) => at}
      empty={<Empty>{copy.historyNone}</Empty>}
      skeletonRows={4}
    />
  )
}

const columns: readonly Column<PriceLine>[] = [
  {
    key: 'at',
    title: copy.at,
    render: ({ at }) => (
      <span className="mut nowrap">
        <When at={at} />
      </span>
    ),
  },
  {
    key: 'was',
    title: copy.was,
    align: 'right',
    render: ({ fromFen }) => (fromFen === undefined ? copy.empty : <Money fen={fromFen} />),
  },
  {
    key: 'became',
    title: copy.became,
    align: 'right',
    render: ({ toFen }) => <Money fen={toFen} />,
  },
  { key: 'who', title: copy.who, render: ({ operatorName }) => operatorName },
]
