import { Link } from 'react-router'
import { exactText } from '../../../../shared/format/time.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { AuditEntry } from '../api/audit.js'
import { actionText, copy, subjectText } from '../copy.js'
import { Change } from './change.js'

type Props = { rows: readonly AuditEntry[] | undefined; error: unknown; retry: () => void }

export function AuditTable({ rows, error, retry }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={columns}
      listing={{ items: rows, error, retry }}
      rowKey={(entry) => entry.auditId}
      empty={
        <Empty
          action={
            <Link className="btn small" to="/">
              {copy.toWorkbench}
            </Link>
          }
        >
          {copy.none}
        </Empty>
      }
      skeletonRows={10}
    />
  )
}

const columns: readonly Column<AuditEntry>[] = [
  {
    key: 'at',
    title: copy.at,
    render: (entry) => <span className="nowrap">{exactText(entry.at)}</span>,
  },
  {
    key: 'actor',
    title: copy.actor,
    render: (entry) => <span className="nowrap">{entry.actor.name}</span>,
  },
  {
    key: 'action',
    title: copy.action,
    render: (entry) => (
      <span className="nowrap" title={entry.action}>
        {actionText(entry.action)}
      </span>
    ),
  },
  { key: 'subject', title: copy.subject, render: (entry) => <Subject entry={entry} /> },
  {
    key: 'change',
    title: copy.change,
    render: (entry) => <Change before={entry.before} after={entry.after} />,
  },
  {
    key: 'reason',
    title: copy.reason,
    render: (entry) => entry.reason ?? <span className="mut">{copy.empty}</span>,
  },
]

function Subject({ entry }: { entry: AuditEntry }) {
  const { type, id } = entry.subject
  return (
    <>
      {subjectText(type)}
      <small className="mono">
        {type === 'customer' ? <Link to={`/customers/${id}`}>{id}</Link> : id}
      </small>
    </>
  )
}
