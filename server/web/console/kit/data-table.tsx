import type { MouseEvent, ReactNode } from 'react'
import { Bone } from '../../shared/states/bone.js'
import { ErrorState } from '../../shared/states/error-state.js'
import { copy as states } from '../../shared/states/copy.js'
import './table.css'

export type Column<Item> = {
  key: string
  title: ReactNode
  render: (item: Item) => ReactNode
  align?: 'right'
  width?: number | string
}

/** What a list's query answers, as react-query names it. */
type Listing<Item> = {
  items: readonly Item[] | undefined
  error: unknown
  retry: () => void
}

type Props<Item> = {
  label: string
  columns: readonly Column<Item>[]
  listing: Listing<Item>
  rowKey: (item: Item) => string
  empty: ReactNode
  /** Opens the row for the mouse; a link or button in the row must do the same for the keyboard. */
  onOpen?: (item: Item) => void
  /** Marks rows that stand out; words in the row must say the same. */
  rowClass?: (item: Item) => string | undefined
  skeletonRows?: number
}

/** A list in its four states: loading, empty, error, ready. */
export function DataTable<Item>(props: Props<Item>) {
  const { listing, columns, label, empty, skeletonRows = 8 } = props
  if (listing.error !== null && listing.items === undefined) {
    return <ErrorState error={listing.error} onRetry={listing.retry} />
  }
  if (listing.items?.length === 0) {
    return empty
  }
  return (
    <div className="tbl-scroll">
      <table className="tbl" aria-label={label} aria-busy={listing.items === undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} className={column.align} style={{ width: column.width }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {listing.items === undefined ? (
            <Skeleton rows={skeletonRows} columns={columns.length} />
          ) : (
            listing.items.map((item) => <Row key={props.rowKey(item)} {...props} item={item} />)
          )}
        </tbody>
      </table>
    </div>
  )
}

function Row<Item>({ item, columns, onOpen, rowClass }: Props<Item> & { item: Item }) {
  const open = (event: MouseEvent) => {
    const inner = event.target instanceof Element && event.target.closest('a,button,input')
    if (!inner) {
      onOpen?.(item)
    }
  }
  const classes = [onOpen ? 'opens' : [], rowClass?.(item) ?? []].flat().join(' ')
  return (
    <tr className={classes === '' ? undefined : classes} onClick={open}>
      {columns.map((column) => (
        <td key={column.key} className={column.align}>
          {column.render(item)}
        </td>
      ))}
    </tr>
  )
}

function Skeleton({ rows, columns }: { rows: number; columns: number }) {
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row}>
      {Array.from({ length: columns }, (_, column) => (
        <td key={column}>
          {row === 0 && column === 0 && <span className="sr">{states.loading}</span>}
          <Bone width={column === 0 ? '70%' : '50%'} />
        </td>
      ))}
    </tr>
  ))
}
