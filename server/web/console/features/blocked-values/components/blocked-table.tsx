import { Button } from 'antd'
import type { ReactNode } from 'react'
import { When } from '../../../../shared/format/when.js'
import {
  identifierTypeText,
  identifierValueText,
} from '../../../../shared/people/identifier-text.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { BlockedRow } from '../api/blocked-values.js'
import { copy, reasons } from '../copy.js'

type Props = {
  rows: readonly BlockedRow[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
  /** Absent for somebody who may only look. */
  onRemove: ((row: BlockedRow) => void) | undefined
}

export function BlockedTable({ rows, error, retry, empty, onRemove }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={onRemove === undefined ? columns : [...columns, removal(onRemove)]}
      listing={{ items: rows, error, retry }}
      rowKey={(row) => row.key}
      empty={empty}
    />
  )
}

/** The open-platform account, corp or country says nothing to people; a till or a mini-program does. */
const scopeText = ({ type, scope }: BlockedRow): string =>
  type === 'member_no' || type === 'openid' ? scope : ''

const columns: readonly Column<BlockedRow>[] = [
  {
    key: 'value',
    title: copy.value,
    render: (row) => (
      <span>
        <span className="strong">{identifierValueText(row.value)}</span>
        <small>{[identifierTypeText(row.type), scopeText(row)].filter(Boolean).join('，')}</small>
      </span>
    ),
  },
  {
    key: 'reason',
    title: copy.reason,
    render: ({ reason, note }) => (
      <span>
        {reasons[reason]}
        {note !== '' && <small>{note}</small>}
      </span>
    ),
  },
  { key: 'hits', title: copy.hits, align: 'right', render: ({ hits }) => hits },
  {
    key: 'last',
    title: copy.lastHit,
    align: 'right',
    render: ({ lastHitOn }) => lastHitOn ?? copy.never,
  },
  { key: 'waiting', title: copy.waiting, align: 'right', render: ({ waiting }) => waiting },
  {
    key: 'added',
    title: copy.added,
    align: 'right',
    render: ({ addedAt, addedBy }) => (
      <span>
        <When at={addedAt} as="date" />
        <small>{addedBy.name}</small>
      </span>
    ),
  },
]

const removal = (onRemove: (row: BlockedRow) => void): Column<BlockedRow> => ({
  key: 'act',
  title: '',
  align: 'right',
  render: (row) => (
    <Button size="small" onClick={() => onRemove(row)}>
      {copy.remove}
    </Button>
  ),
})
