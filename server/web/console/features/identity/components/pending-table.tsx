import { Button } from 'antd'
import type { ReactNode } from 'react'
import { When } from '../../../../shared/format/when.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { PendingRow } from '../api/pending.js'
import { copy, whys } from '../copy.js'
import { identifierName } from '../names.js'

type Props = {
  rows: readonly PendingRow[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
  /** Absent for whoever may not decide. */
  onApply: ((row: PendingRow) => void) | undefined
}

const MOST = 4

/** Joins that stopped: too large, or one customer swallowed too many in a day. */
export function PendingTable({ rows, error, retry, empty, onApply }: Props) {
  return (
    <DataTable
      label={copy.pendingTitle}
      columns={onApply === undefined ? columns : [...columns, applyOf(onApply)]}
      listing={{ items: rows, error, retry }}
      rowKey={({ pendingId }) => pendingId}
      empty={empty}
    />
  )
}

const columns: readonly Column<PendingRow>[] = [
  {
    key: 'why',
    title: copy.pendingWhy,
    render: ({ why }) => (
      <span>
        <span className="tag warned">{whys[why].text}</span>
        <small>{whys[why].hint}</small>
      </span>
    ),
  },
  {
    key: 'identifiers',
    title: copy.identifiers,
    render: ({ identifiers }) => (
      <span>
        {identifiers.slice(0, MOST).map((one) => (
          <span key={one.key} className="tag line">
            {identifierName(one)}
          </span>
        ))}
        {identifiers.length > MOST && <span className="mut sm"> +{identifiers.length - MOST}</span>}
      </span>
    ),
  },
  {
    key: 'at',
    title: copy.pendingAt,
    align: 'right',
    render: ({ at }) => (
      <span className="nowrap">
        <When at={at} />
      </span>
    ),
  },
  {
    key: 'events',
    title: copy.pendingEvents,
    align: 'right',
    render: ({ events }) => copy.timesCount(events),
  },
  {
    key: 'lastAt',
    title: copy.pendingLastAt,
    align: 'right',
    render: ({ lastAt }) => (
      <span className="nowrap">
        <When at={lastAt} />
      </span>
    ),
  },
]

const applyOf = (onApply: (row: PendingRow) => void): Column<PendingRow> => ({
  key: 'apply',
  title: '',
  align: 'right',
  render: (row) => (
    <Button size="small" onClick={() => onApply(row)}>
      {copy.apply}
    </Button>
  ),
})
