import type { ReactNode } from 'react'
import { When } from '../../../../shared/format/when.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { ErasureRow } from '../api/erasures.js'
import { list, states } from '../copy.js'

type Props = {
  rows: readonly ErasureRow[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
}

export function ErasureTable({ rows, error, retry, empty }: Props) {
  return (
    <DataTable
      label={list.title}
      columns={columns}
      listing={{ items: rows, error, retry }}
      rowKey={(row) => row.erasureId}
      empty={empty}
    />
  )
}

const columns: readonly Column<ErasureRow>[] = [
  { key: 'asked', title: list.asked, render: (row) => <When at={row.requestedAt} /> },
  {
    key: 'by',
    title: list.by,
    render: ({ by, operatorName }) => (by === 'customer' ? list.customer : (operatorName ?? '')),
  },
  { key: 'reason', title: list.reason, render: ({ reason }) => reason ?? list.none },
  {
    key: 'contact',
    title: list.contact,
    render: ({ doNotContact }) => (doNotContact ? list.doNotContact : list.none),
  },
  {
    key: 'state',
    title: list.state,
    render: ({ state }) => (
      <span className={`tag ${states[state].tone}`}>{states[state].text}</span>
    ),
  },
  {
    key: 'when',
    title: list.when,
    align: 'right',
    render: (row) => <When at={row.doneAt ?? row.cancelledAt ?? row.dueAt} />,
  },
]
