import type { ReactNode } from 'react'
import { spanText } from '../../../../shared/format/time.js'
import { When } from '../../../../shared/format/when.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { Round } from '../api/reconciliations.js'
import { copy, kinds, states, subjectText } from '../copy.js'

type Props = {
  rows: readonly Round[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
  onOpen: (roundId: string) => void
}

export function RoundTable({ rows, error, retry, empty, onOpen }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={columnsFor(onOpen)}
      listing={{ items: rows, error, retry }}
      rowKey={(round) => round.roundId}
      empty={empty}
      onOpen={(round) => onOpen(round.roundId)}
      skeletonRows={5}
    />
  )
}

const columnsFor = (onOpen: Props['onOpen']): readonly Column<Round>[] => [
  {
    key: 'what',
    title: copy.what,
    render: (round) => (
      <button type="button" className="link" onClick={() => onOpen(round.roundId)}>
        {subjectText(round.subject)}
      </button>
    ),
  },
  {
    key: 'state',
    title: copy.state,
    render: ({ state }) => (
      <span className={`tag ${states[state].tone}`}>{states[state].text}</span>
    ),
  },
  { key: 'seen', title: copy.seen, align: 'right', render: ({ seen }) => seen },
  { key: 'differences', title: copy.differences, render: (round) => <Found round={round} /> },
  {
    key: 'repaired',
    title: copy.repaired,
    align: 'right',
    render: (round) => (differencesOf(round) === 0 ? copy.empty : round.repaired),
  },
  {
    key: 'took',
    title: copy.took,
    align: 'right',
    render: ({ startedAt, finishedAt }) =>
      finishedAt === null ? copy.empty : spanText(Date.parse(finishedAt) - Date.parse(startedAt)),
  },
  {
    key: 'at',
    title: copy.startedAt,
    align: 'right',
    render: (round) => (
      <span className="mut nowrap">
        <When at={round.startedAt} />
      </span>
    ),
  },
]

const KINDS = ['unknown', 'changed', 'missing'] as const
const differencesOf = (round: Round) => round.unknown + round.changed + round.missing

/** "内容不同 2 · 微信没有 1" */
function Found({ round }: { round: Round }) {
  const parts = KINDS.filter((kind) => round[kind] > 0).map(
    (kind) => `${kinds[kind]} ${round[kind]}`,
  )
  if (parts.length > 0) {
    return parts.join(' · ')
  }
  return <span className="mut">{round.state === 'done' ? copy.same : copy.empty}</span>
}
