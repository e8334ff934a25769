import { Link } from 'react-router'
import { countText } from '../../../../shared/format/count.js'
import { When } from '../../../../shared/format/when.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { ImportRow } from '../api/imports.js'
import { copy, kinds, statuses } from '../copy.js'

type Props = {
  rows: readonly ImportRow[] | undefined
  error: unknown
  retry: () => void
  onOpen: (importId: string) => void
}

export function ImportTable({ rows, error, retry, onOpen }: Props) {
  return (
    <DataTable
      label={copy.history}
      columns={columns}
      listing={{ items: rows, error, retry }}
      rowKey={({ importId }) => importId}
      empty={<Empty>{copy.none}</Empty>}
      onOpen={({ importId }) => onOpen(importId)}
      skeletonRows={4}
    />
  )
}

/** "已导入 9,960 · 没导入 40" */
function resultOf({ run, check, undo, status }: ImportRow): string {
  if (status === 'undone' || status === 'undoing') {
    return `${copy.removed} ${countText(undo.removed)}`
  }
  if (run.rows > 0) {
    const refused = run.refused + check.faulty
    const rest = refused === 0 ? [] : [`${copy.refused} ${countText(refused)}`]
    return [`${copy.imported} ${countText(run.imported)}`, ...rest].join(' · ')
  }
  return check.rows > 0 ? `${copy.good} ${countText(check.good)}` : copy.empty
}

const columns: readonly Column<ImportRow>[] = [
  {
    key: 'file',
    title: copy.file,
    render: ({ importId, fileName, kind }) => (
      <>
        <Link className="link" to={`/customers/imports/${importId}`}>
          {fileName}
        </Link>
        <small>{kinds[kind]}</small>
      </>
    ),
  },
  {
    key: 'status',
    title: copy.status,
    render: ({ status }) => (
      <span className={`tag ${statuses[status].tone}`}>{statuses[status].text}</span>
    ),
  },
  {
    key: 'rows',
    title: copy.rows,
    align: 'right',
    render: ({ check }) => (check.rows === 0 ? copy.empty : countText(check.rows)),
  },
  { key: 'result', title: copy.result, render: resultOf },
  { key: 'by', title: copy.by, render: ({ createdBy }) => createdBy },
  {
    key: 'at',
    title: copy.at,
    align: 'right',
    render: ({ createdAt }) => (
      <span className="mut nowrap">
        <When at={createdAt} />
      </span>
    ),
  },
]
