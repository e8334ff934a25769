import { Button } from 'antd'
import type { ReactNode } from 'react'
import { When } from '../../../../shared/format/when.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { Decision } from '../api/decisions.js'
import { copy } from '../copy.js'

type Props = {
  rows: readonly Decision[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
  /** Absent for whoever may not decide. */
  onUndo: ((decision: Decision) => void) | undefined
}

/** What operators have said: in force, or taken back by whom. */
export function DecisionTable({ rows, error, retry, empty, onUndo }: Props) {
  return (
    <DataTable
      label={copy.decisionsTitle}
      columns={onUndo === undefined ? columns : [...columns, undoOf(onUndo)]}
      listing={{ items: rows, error, retry }}
      rowKey={({ decisionId }) => decisionId}
      empty={empty}
    />
  )
}

const columns: readonly Column<Decision>[] = [
  {
    key: 'sentence',
    title: copy.decision,
    render: ({ sentence, unknownKeys }) => (
      <span>
        <span className="strong">{sentence}</span>
        {unknownKeys.length > 0 && <small>{copy.unknown(unknownKeys.length)}</small>}
      </span>
    ),
  },
  { key: 'reason', title: copy.reason, render: ({ reason }) => reason },
  {
    key: 'by',
    title: copy.by,
    render: ({ actor, at }) => (
      <span className="nowrap">
        {actor.name}
        <small>
          <When at={at} />
        </small>
      </span>
    ),
  },
  {
    key: 'state',
    title: copy.state,
    render: ({ isActive, undone }) =>
      isActive ? (
        <span className="tag good">{copy.inForce}</span>
      ) : (
        <span>
          <span className="tag">
            {undone === null ? copy.inactive : copy.undone(undone.actor.name)}
          </span>
          {undone !== null && <small>{undone.reason}</small>}
        </span>
      ),
  },
]

const undoOf = (onUndo: (decision: Decision) => void): Column<Decision> => ({
  key: 'undo',
  title: '',
  align: 'right',
  render: (decision) =>
    decision.isActive ? (
      <Button size="small" onClick={() => onUndo(decision)}>
        {copy.undoDecision}
      </Button>
    ) : null,
})
