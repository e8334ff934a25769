import { useMemo } from 'react'
import { Card } from '../../../../shared/kit/card.js'
import { Chart } from '../../../kit/chart.js'
import type { Graph } from '../api/graph.js'
import { copy } from '../copy.js'
import { draw } from './graph-option.js'
import styles from './identity.module.css'

type Props = {
  graph: Graph
  path: ReadonlySet<string>
  picked: readonly string[]
  onPick: (key: string) => void
}

/** The picture of what links a customer's identifiers; the tables beneath say the same. */
export function GraphCard({ graph, path, picked, onPick }: Props) {
  const { nodes, edges } = graph
  const drawing = useMemo(() => draw(graph, { path, picked }), [graph, path, picked])
  return (
    <Card
      title={copy.graph(nodes.length, edges.length)}
      extra={
        <span className={styles.legend} aria-hidden="true">
          <i className={styles.onPath} /> {copy.onPath}
          <i /> {copy.otherEvidence}
          <i className={styles.weak} /> {copy.suspected}
        </span>
      }
    >
      <div className={styles.picture}>
        <Chart
          option={drawing.option}
          height={drawing.height}
          label={copy.graphLabel(nodes.length, edges.length)}
          onPick={onPick}
        />
      </div>
      {drawing.left > 0 && <p className={styles.note}>{copy.tooMany(drawing.left)}</p>}
      {graph.isCut && <p className={styles.note}>{copy.cut}</p>}
    </Card>
  )
}
