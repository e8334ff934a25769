import { Button, Drawer } from 'antd'
import { countText } from '../../../../shared/format/count.js'
import { When } from '../../../../shared/format/when.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useJournal, type JournalLine } from '../api/journal.js'
import type { StockRow } from '../api/stock.js'
import { copy, kinds } from '../copy.js'
import { poolText, skuText } from './stock-table.js'

const WIDTH = 680

/** Every change of a SKU's stock, with who and why. */
export function JournalDrawer({
  row,
  onClose,
}: {
  row: StockRow | undefined
  onClose: () => void
}) {
  return (
    <Drawer
      open={row !== undefined}
      onClose={onClose}
      size={WIDTH}
      title={row === undefined ? '' : copy.journalTitle(skuText(row))}
      destroyOnHidden
    >
      {row !== undefined && <Lines skuId={row.skuId} />}
    </Drawer>
  )
}

function Lines({ skuId }: { skuId: string }) {
  const journal = useJournal(skuId)
  return (
    <>
      <DataTable
        label={copy.journal}
        columns={columns}
        listing={{
          items: journal.data?.pages.flatMap(({ items }) => items),
          error: journal.error,
          retry: () => void journal.refetch(),
        }}
        rowKey={({ lineId }) => lineId}
        empty={<Empty>{copy.journalNone}</Empty>}
        skeletonRows={4}
      />
      {journal.hasNextPage && (
        <Button
          size="small"
          style={{ marginTop: 12 }}
          loading={journal.isFetchingNextPage}
          onClick={() => void journal.fetchNextPage()}
        >
          {copy.more}
        </Button>
      )}
    </>
  )
}

const columns: readonly Column<JournalLine>[] = [
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
    key: 'kind',
    title: copy.what,
    render: (line) => (
      <>
        {kinds[line.kind]}
        <span className="mut"> {poolOf(line.pool, line.storeName)}</span>
        <small>{detail(line)}</small>
      </>
    ),
  },
  { key: 'delta', title: copy.delta, align: 'right', render: (line) => <Delta line={line} /> },
  {
    key: 'who',
    title: copy.who,
    render: ({ operatorName, reason }) => (
      <>
        {operatorName ?? copy.byProduct}
        <small>{reason}</small>
      </>
    ),
  },
]

const poolOf = (pool: string, storeName: string | undefined): string =>
  pool === 'main' ? copy.main : poolText({ storeName: storeName ?? pool.replace('store:', '') })

function detail({ kind, delta, other, otherStoreName, units, soldOut }: JournalLine): string {
  if (kind === 'moved' && other !== undefined) {
    return copy.other(delta > 0 ? 'in' : 'out', poolOf(other, otherStoreName))
  }
  if (kind === 'switched') {
    return soldOut ? copy.soldOut : copy.onSale
  }
  return units === undefined ? '' : copy.units(units)
}

function Delta({ line: { delta, total, unlimited } }: { line: JournalLine }) {
  return (
    <>
      {delta > 0 ? `+${countText(delta)}` : delta < 0 ? `−${countText(-delta)}` : copy.empty}
      <small>{copy.totalNow(unlimited ? copy.unlimited : countText(total))}</small>
    </>
  )
}
