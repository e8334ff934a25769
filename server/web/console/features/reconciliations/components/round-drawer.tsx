import { Drawer } from 'antd'
import { Link } from 'react-router'
import { When } from '../../../../shared/format/when.js'
import { Problem } from '../../../../shared/http/problem.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Bone } from '../../../../shared/states/bone.js'
import { Empty } from '../../../../shared/states/empty.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { Facts, Part } from '../../../kit/facts.js'
import { useReconciliation, type Difference, type RoundDetail } from '../api/reconciliation.js'
import { copy, errors, kinds, repairs, states, subjectText } from '../copy.js'

const WIDTH = 680

type Props = { roundId: string | undefined; onClose: () => void }

/** What one comparison found, beside the list. */
export function RoundDrawer({ roundId, onClose }: Props) {
  return (
    <Drawer
      open={roundId !== undefined}
      onClose={onClose}
      size={WIDTH}
      title={copy.detail}
      destroyOnHidden
    >
      {roundId !== undefined && <Body roundId={roundId} />}
    </Drawer>
  )
}

function Body({ roundId }: { roundId: string }) {
  const detail = useReconciliation(roundId)
  if (detail.data) {
    return (
      <>
        <RoundFacts detail={detail.data} />
        <Differences detail={detail.data} />
      </>
    )
  }
  if (detail.error instanceof Problem && detail.error.status === 404) {
    return <Empty>{sentenceOf(detail.error, errors)}</Empty>
  }
  if (detail.isError) {
    const retry = () => void detail.refetch()
    return <ErrorState what={copy.failed} error={detail.error} onRetry={retry} />
  }
  return (
    <div className="bones">
      <Bone height={80} />
      <Bone height={200} />
    </div>
  )
}

function RoundFacts({ detail: { round } }: { detail: RoundDetail }) {
  const { state, startedAt, finishedAt } = round
  return (
    <Facts
      facts={[
        { label: copy.what, value: subjectText(round.subject) },
        {
          label: copy.state,
          value: <span className={`tag ${states[state].tone}`}>{states[state].text}</span>,
        },
        { label: copy.startedAt, value: <When at={startedAt} /> },
        { label: copy.finishedAt, value: finishedAt === null ? null : <When at={finishedAt} /> },
        { label: copy.seen, value: round.seen },
        { label: kinds.unknown, value: round.unknown },
        { label: kinds.changed, value: round.changed },
        { label: kinds.missing, value: round.missing },
        { label: copy.repaired, value: round.repaired },
      ]}
    />
  )
}

function Differences({ detail: { round, differences } }: { detail: RoundDetail }) {
  const all = round.unknown + round.changed + round.missing
  const isCut = all > differences.length
  const empty = round.state === 'running' ? copy.stillRunning : copy.noDifferences
  return (
    <Part title={isCut ? `${copy.differences}（${copy.kept}）` : copy.differences}>
      <DataTable
        label={copy.differences}
        columns={columns}
        listing={{ items: differences, error: null, retry: () => undefined }}
        rowKey={({ about, kind, note }) => `${about.type} ${about.id} ${kind} ${note}`}
        empty={<Empty>{empty}</Empty>}
      />
    </Part>
  )
}

const columns: readonly Column<Difference>[] = [
  {
    key: 'what',
    title: copy.difference,
    render: ({ note, kind }) => (
      <>
        {note}
        <small>{kinds[kind]}</small>
      </>
    ),
  },
  { key: 'about', title: copy.about, render: ({ about }) => <About about={about} /> },
  {
    key: 'repair',
    title: copy.repair,
    align: 'right',
    render: ({ repair }) => (
      <span className={`tag ${repairs[repair].tone}`}>{repairs[repair].text}</span>
    ),
  },
]

function About({ about }: { about: Difference['about'] }) {
  return about.type === 'order' ? (
    <Link className="link" to={`/orders?order=${about.id}`}>
      {copy.order}
    </Link>
  ) : (
    <span className="mono">{about.id}</span>
  )
}
