import { Link } from 'react-router'
import { exactText } from '../../../../shared/format/time.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { AuditEntry } from '../api/audit.js'
import { actionText, copy, subjectText } from '../copy.js'

const MOST_FIELDS = 6

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
  { key: 'actor', title: copy.actor, render: (entry) => entry.actor.name },
  {
    key: 'action',
    title: copy.action,
    render: (entry) => <span title={entry.action}>{actionText(entry.action)}</span>,
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

/** The fields that differ, before → after. */
function Change({ before, after }: { before: unknown; after: unknown }) {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (name) => text(old[name]) !== text(now[name]),
  )
  if (names.length === 0) {
    return <span className="mut">{copy.empty}</span>
  }
  return names.slice(0, MOST_FIELDS).map((name) => (
    <div key={name} className="sm">
      <span className="mut">{name}</span> {name in old && `${text(old[name])} → `}
      {text(now[name])}
    </div>
  ))
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}

function text(value: unknown): string {
  if (value === undefined || value === null || value === '') {
    return copy.nothing
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}
