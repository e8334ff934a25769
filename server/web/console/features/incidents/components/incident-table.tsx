import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Money } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { Incident } from '../api/incidents.js'
import { copy, incidentStates } from '../copy.js'

type Props = {
  rows: readonly Incident[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
}

export function IncidentTable({ rows, error, retry, empty }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={columns}
      listing={{ items: rows, error, retry }}
      rowKey={(incident) => incident.incidentId}
      empty={empty}
      skeletonRows={4}
    />
  )
}

const columns: readonly Column<Incident>[] = [
  {
    key: 'what',
    title: copy.what,
    render: (incident) => <span title={incident.kind}>{incident.summary}</span>,
  },
  {
    key: 'amount',
    title: copy.amount,
    align: 'right',
    render: ({ amountFen }) => (amountFen === undefined ? copy.empty : <Money fen={amountFen} />),
  },
  { key: 'subject', title: copy.subject, render: ({ subject }) => <Subject subject={subject} /> },
  {
    key: 'state',
    title: copy.state,
    render: ({ state }) => (
      <span className={`tag ${incidentStates[state].tone}`}>{incidentStates[state].text}</span>
    ),
  },
  {
    key: 'at',
    title: copy.at,
    align: 'right',
    render: (incident) => (
      <span className="mut nowrap">
        <When at={incident.at} />
      </span>
    ),
  },
]

function Subject({ subject }: { subject: Incident['subject'] }) {
  if (subject.type === 'none') {
    return <span className="mut">{copy.empty}</span>
  }
  return subject.type === 'order' ? (
    <Link className="link" to={`/orders?order=${subject.id}`}>
      {copy.order}
    </Link>
  ) : (
    <span className="mono">{subject.id}</span>
  )
}
