import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { When } from '../../../../shared/format/when.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { HistoryEntry } from '../api/history.js'
import type { Deed } from '../api/previews.js'
import { copy, happenings } from '../copy.js'
import { identifierName, shortId } from '../names.js'

type Props = {
  rows: readonly HistoryEntry[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
  /** The one whose page this stands on: is not linked. */
  customerId?: string
  /** Absent for whoever may not decide. */
  onUndo: ((entry: HistoryEntry) => void) | undefined
}

/** Merges and splits: what moved, why, by which rules. */
export function HistoryTable({ rows, error, retry, empty, customerId, onUndo }: Props) {
  const columns = [...columnsOf(customerId), ...(onUndo === undefined ? [] : [undoOf(onUndo)])]
  return (
    <DataTable
      label={copy.history}
      columns={columns}
      listing={{ items: rows, error, retry }}
      rowKey={({ historyId }) => historyId}
      empty={empty}
      skeletonRows={4}
    />
  )
}

const columnsOf = (customerId: string | undefined): readonly Column<HistoryEntry>[] => [
  {
    key: 'at',
    title: copy.at,
    render: ({ at }) => (
      <span className="nowrap">
        <When at={at} />
      </span>
    ),
  },
  {
    key: 'what',
    title: copy.happened,
    render: (entry) => (
      <span>
        <span className="strong">{happenings[entry.kind]}</span>
        <small>
          <Happened entry={entry} customerId={customerId} />
        </small>
      </span>
    ),
  },
  {
    key: 'cause',
    title: copy.cause,
    render: ({ cause, rulesVersion }) => (
      <span>
        {cause}
        <small>{copy.rules(rulesVersion)}</small>
      </span>
    ),
  },
  {
    key: 'moves',
    title: copy.movedWhat,
    render: ({ moves }) =>
      moves.length === 0 ? (
        <span className="mut">{copy.nothing}</span>
      ) : (
        moves.map(({ identifier }) => (
          <small key={identifier.key}>{identifierName(identifier)}</small>
        ))
      ),
  },
]

/** Who went into whom, or out of whom. */
function Happened({ entry, customerId }: { entry: HistoryEntry; customerId: string | undefined }) {
  const { kind, merged, split, customerIds } = entry
  const givers = kind === 'merge' ? merged : split
  const takers = customerIds.filter((id) => !givers.includes(id))
  return (
    <>
      <Ids ids={givers} here={customerId} /> {copy.into[kind]}{' '}
      <Ids ids={takers} here={customerId} />
    </>
  )
}

function Ids({ ids, here }: { ids: readonly string[]; here: string | undefined }) {
  return ids.map((id, index) => (
    <span key={id}>
      {index > 0 && '、'}
      {id === here ? (
        copy.ownHere
      ) : (
        <Link className="link small" to={`/customers/${id}?tab=identity`} title={id}>
          {shortId(id)}
        </Link>
      )}
    </span>
  ))
}

const undoOf = (onUndo: (entry: HistoryEntry) => void): Column<HistoryEntry> => ({
  key: 'undo',
  title: '',
  align: 'right',
  render: (entry) =>
    undoingOf(entry) === null ? null : (
      <Button size="small" onClick={() => onUndo(entry)}>
        {entry.kind === 'merge' ? copy.undo : copy.undoSplit}
      </Button>
    ),
})

/** A merge can be taken back; a split only with the word that caused it. */
export function undoingOf({ kind, historyId, decisionId }: HistoryEntry): Undoing | null {
  if (kind === 'merge') {
    return { title: copy.titleUndoMerge, deed: { kind: 'undo-history', historyId } }
  }
  return decisionId === null
    ? null
    : { title: copy.titleUndoDecision, deed: { kind: 'undo-decision', decisionId } }
}

type Undoing = { title: string; deed: Deed }
