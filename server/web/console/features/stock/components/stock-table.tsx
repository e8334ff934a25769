import { App, Button, Switch } from 'antd'
import type { ReactNode } from 'react'
import { countText } from '../../../../shared/format/count.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { ProductPicture } from '../../../../shared/kit/product-picture.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useSwitchSoldOut } from '../api/change-stock.js'
import type { StockRow } from '../api/stock.js'
import { copy, errors } from '../copy.js'

export type Act = 'set' | 'move' | 'journal'
type May = { write: boolean; switch: boolean }
type Props = {
  rows: readonly StockRow[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
  may: May
  /** The store that is looked at, if it is one. */
  store: { storeCode: string; name: string } | undefined
  onAct: (act: Act, row: StockRow) => void
}

export const skuText = ({ productName, skuName }: StockRow): string => `${productName} ${skuName}`
export const poolText = ({ storeName, storeCode }: Partial<StockRow>): string =>
  storeName ?? storeCode ?? copy.main

export function StockTable({ rows, error, retry, empty, ...props }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={columnsFor(props)}
      listing={{ items: rows, error, retry }}
      rowKey={({ skuId, pool }) => `${skuId}:${pool}`}
      empty={empty}
    />
  )
}

type Shown = Pick<Props, 'may' | 'store' | 'onAct'>

const columnsFor = ({ may, store, onAct }: Shown): readonly Column<StockRow>[] => [
  {
    key: 'sku',
    title: copy.sku,
    render: (row) => (
      <span className="who">
        <ProductPicture name={row.productName} url={row.pictureUrl} tint={row.tint} art={row.art} />
        <span>
          <button type="button" className="link strong" onClick={() => onAct('journal', row)}>
            {skuText(row)}
          </button>
          <small className="mono">{row.code}</small>
        </span>
      </span>
    ),
  },
  {
    key: 'pool',
    title: copy.pool,
    render: (row) => (
      <>
        {poolText(row)}
        {store !== undefined && row.storeCode === undefined && <small>{copy.shared}</small>}
      </>
    ),
  },
  { key: 'total', title: copy.total, align: 'right', render: (row) => counted(row, row.total) },
  { key: 'available', title: copy.available, align: 'right', render: (row) => <Left row={row} /> },
  { key: 'held', title: copy.held, align: 'right', render: ({ held }) => countText(held) },
  { key: 'sold', title: copy.sold, align: 'right', render: ({ sold }) => countText(sold) },
  {
    key: 'state',
    title: copy.state,
    align: 'right',
    width: 80,
    render: (row) => <OnSale row={row} may={may.switch} store={store} />,
  },
  {
    key: 'acts',
    title: <span className="sr">{copy.journal}</span>,
    align: 'right',
    width: 190,
    render: (row) => (
      <span className="nowrap">
        {may.write && <Do act="set" row={row} onAct={onAct} />}
        {may.write && !row.unlimited && <Do act="move" row={row} onAct={onAct} />}
        <Do act="journal" row={row} onAct={onAct} />
      </span>
    ),
  },
]

function Do({ act, row, onAct }: { act: Act; row: StockRow; onAct: Props['onAct'] }) {
  const name = `${copy[act]}：${skuText(row)} ${poolText(row)}`
  return (
    <Button type="link" size="small" aria-label={name} onClick={() => onAct(act, row)}>
      {copy[act]}
    </Button>
  )
}

const counted = (row: StockRow, count: number): string =>
  row.unlimited ? copy.empty : countText(count)

function Left({ row }: { row: StockRow }) {
  if (row.soldOut) {
    return <span className="tag bad">{copy.soldOut}</span>
  }
  if (row.available === null) {
    return <>{copy.unlimited}</>
  }
  return row.available === 0 ? (
    <span className="tag bad">{copy.out}</span>
  ) : (
    <strong>{countText(row.available)}</strong>
  )
}

/** A store's own switch. Where it sells from counted shared stock there is none. */
function OnSale({ row, may, store }: { row: StockRow; may: boolean; store: Props['store'] }) {
  const { message } = App.useApp()
  const change = useSwitchSoldOut()
  const storeCode = row.storeCode ?? (row.unlimited ? store?.storeCode : undefined)
  if (storeCode === undefined) {
    return <span className="mut">{copy.empty}</span>
  }
  const sku = skuText(row)
  const set = (isOnSale: boolean) =>
    change.mutate(
      { skuId: row.skuId, storeCode, soldOut: !isOnSale },
      {
        onSuccess: () =>
          void message.success(isOnSale ? copy.switchedOn(sku) : copy.switchedOff(sku)),
        onError: (error) => void message.error(sentenceOf(error, errors)),
      },
    )
  return (
    <Switch
      size="small"
      aria-label={copy.switchOf(sku, row.storeName ?? store?.name ?? storeCode)}
      checked={!row.soldOut}
      disabled={!may}
      loading={change.isPending}
      onChange={set}
    />
  )
}
