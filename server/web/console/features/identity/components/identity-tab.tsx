import { useState } from 'react'
import { Link } from 'react-router'
import { Card } from '../../../../shared/kit/card.js'
import { Bone } from '../../../../shared/states/bone.js'
import { Empty } from '../../../../shared/states/empty.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useExplanation } from '../api/explanation.js'
import { useGraph, type Graph, type IdentityNode } from '../api/graph.js'
import { useHistory } from '../api/history.js'
import type { Deed } from '../api/previews.js'
import { copy } from '../copy.js'
import { identifierName } from '../names.js'
import { DecideModal } from './decide-modal.js'
import { EdgeTable } from './edge-table.js'
import { ExplainCard } from './explain-card.js'
import { GraphCard } from './graph-card.js'
import { pairOf } from './graph-option.js'
import { HistoryTable, undoingOf } from './history-table.js'
import styles from './identity.module.css'
import { NodeTable } from './node-table.js'
import { SplitCard } from './split-card.js'

type Props = { customerId: string; mayDecide: boolean }

/** By what a customer is known, why that is one person, and how to take it apart. */
export function IdentityTab({ customerId, mayDecide }: Props) {
  const graph = useGraph(customerId)
  if (graph.data !== undefined) {
    return <Loaded graph={graph.data} graphAt={graph.dataUpdatedAt} mayDecide={mayDecide} />
  }
  return (
    <section className="card card-pad">
      {graph.isError ? (
        <ErrorState what={copy.failed} error={graph.error} onRetry={() => void graph.refetch()} />
      ) : (
        <Bone height={360} />
      )}
    </section>
  )
}

type Asking = { title: string; deed: Deed }

type LoadedProps = { graph: Graph; graphAt: number; mayDecide: boolean }

function Loaded({ graph, graphAt, mayDecide }: LoadedProps) {
  const { customerId, nodes, edges, reviewIds, mergedFrom } = graph
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const own = nodes.filter(({ ownerId }) => ownerId === customerId)
  const known = chosen?.filter((key) => nodes.some((node) => node.key === key))
  const picked = known ?? firstPair(own)
  const pair = picked.flatMap((key) => nodes.find((node) => node.key === key) ?? [])
  const [from, to] = pair
  const isOne = to !== undefined && pair.every(({ ownerId }) => ownerId === customerId)
  const explanation = useExplanation(
    isOne && from !== undefined ? { customerId, from: from.key, to: to.key, graphAt } : null,
  )
  const steps = isOne ? (explanation.data?.steps ?? []) : []
  const path = new Set(steps.map((step) => pairOf(step.from.key, step.to.key)))
  const pick = (key: string) => setChosen(nextPair(picked, key))
  const say = (kind: 'same' | 'never') =>
    from !== undefined &&
    to !== undefined &&
    setAsking({
      title: kind === 'same' ? copy.titleSame : copy.titleNever,
      deed: { kind: 'say', words: [{ kind, a: from.key, b: to.key }] },
    })
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <GraphCard {...{ graph, path, picked }} onPick={pick} />
        <NodeTable {...{ graph, picked }} onPick={pick} />
        <Card title={copy.evidence}>
          <EdgeTable label={copy.evidence} edges={edges} names={nodes} />
        </Card>
        <History {...{ customerId, mayDecide }} onAsk={setAsking} />
      </div>
      <div className={styles.column}>
        {reviewIds.length > 0 && <OpenReviews reviewIds={reviewIds} />}
        <ExplainCard
          {...{ pair, customerId, explanation }}
          onClear={() => setChosen([])}
          onSay={mayDecide ? say : undefined}
          onRetract={mayDecide ? (eventId) => setAsking(retracting(eventId)) : undefined}
        />
        {mayDecide && <SplitCard nodes={own} onDetach={(node) => setAsking(detaching(node))} />}
        {mergedFrom.length > 0 && <MergedFrom ids={mergedFrom} />}
      </div>
      {asking !== null && <DecideModal {...asking} onClose={() => setAsking(null)} />}
    </div>
  )
}

const detaching = (node: IdentityNode): Asking => ({
  title: copy.titleDetach(identifierName(node)),
  deed: { kind: 'say', words: [{ kind: 'detach', key: node.key }] },
})

const retracting = (eventId: string): Asking => ({
  title: copy.titleRetract,
  deed: { kind: 'say', words: [{ kind: 'retract', eventId }] },
})

/** The founder, and whoever is of another kind: usually the longest way. */
function firstPair(own: readonly IdentityNode[]): string[] {
  const founder = own.find(({ isFounder }) => isFounder) ?? own[0]
  const far = ['member_no', 'external_userid', 'phone', 'openid', 'unionid']
  const other = [...own]
    .filter((node) => node !== founder)
    .sort((a, b) => far.indexOf(a.type) - far.indexOf(b.type))[0]
  return founder === undefined || other === undefined ? [] : [founder.key, other.key]
}

/** A third one takes the place of the one that was chosen first; one that is chosen already is let go. */
function nextPair(picked: readonly string[], key: string): readonly string[] {
  if (picked.includes(key)) {
    return picked.filter((one) => one !== key)
  }
  return [...picked.slice(-1), key]
}

type HistoryProps = Props & { onAsk: (asking: Asking) => void }
const SHOWN = 10

function History({ customerId, mayDecide, onAsk }: HistoryProps) {
  const history = useHistory({ customerId, limit: SHOWN })
  return (
    <Card
      title={copy.history}
      sub={copy.historySub}
      extra={
        <Link className="link" to={`/identity/reviews/history?customer=${customerId}`}>
          {copy.historyAll}
        </Link>
      }
    >
      <HistoryTable
        rows={history.data?.items}
        error={history.error}
        retry={() => void history.refetch()}
        empty={<Empty>{copy.historyNone}</Empty>}
        customerId={customerId}
        onUndo={
          mayDecide
            ? (entry) => {
                const undoing = undoingOf(entry)
                if (undoing !== null) {
                  onAsk(undoing)
                }
              }
            : undefined
        }
      />
    </Card>
  )
}

function OpenReviews({ reviewIds }: { reviewIds: readonly string[] }) {
  return (
    <section className={`card ${styles.reviews}`}>
      <p>{copy.reviews(reviewIds.length)}</p>
      <Link className="btn small" to={`/identity/reviews?review=${reviewIds[0]}`}>
        {copy.toReview}
      </Link>
    </section>
  )
}

function MergedFrom({ ids }: { ids: readonly string[] }) {
  return (
    <Card title={copy.mergedFrom}>
      <ul className="card-pad mono">
        {ids.map((id) => (
          <li key={id}>{id}</li>
        ))}
      </ul>
    </Card>
  )
}
