import { ArrowRightOutlined } from '@ant-design/icons'
import { Card } from '../../../../shared/kit/card.js'
import {
  identifierTypeText,
  identifierValueText,
} from '../../../../shared/people/identifier-text.js'
import { Bone } from '../../../../shared/states/bone.js'
import { Empty } from '../../../../shared/states/empty.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useSamples, type Run, type Sample } from '../api/rules.js'
import { copy } from '../copy.js'
import styles from './rules.module.css'

/** Who would be merged or split: as they are, and as they would be. */
export function Samples({ version, trial }: { version: number; trial: Run }) {
  const { merges, splits } = trial.counts
  const samples = useSamples(version, merges + splits)
  return (
    <Card title={copy.samples} sub={copy.samplesSub}>
      {samples.data ? (
        <List samples={samples.data.items} />
      ) : samples.isError ? (
        <ErrorState error={samples.error} onRetry={() => void samples.refetch()} />
      ) : (
        <div className="card-pad" aria-busy>
          <Bone height={120} />
        </div>
      )}
    </Card>
  )
}

function List({ samples }: { samples: readonly Sample[] }) {
  if (samples.length === 0) {
    return <Empty>{copy.noSamples}</Empty>
  }
  return samples.map(({ before, after }, index) => (
    <div key={index} className={styles.sample}>
      <Sides label={copy.before} sides={before} />
      <ArrowRightOutlined aria-hidden />
      <Sides label={copy.after} sides={withNobody(before, after)} />
    </div>
  ))
}

/** What belongs to nobody afterwards is shown as such. */
function withNobody(before: Sample['before'], after: Sample['after']): Shown[] {
  const kept = new Set(after.flatMap(({ identifiers }) => identifiers.map(({ key }) => key)))
  const lost = before.flatMap(({ identifiers }) => identifiers.filter(({ key }) => !kept.has(key)))
  const nobody = { identifiers: lost, isFresh: false, isNobody: true }
  return [...after, ...(lost.length === 0 ? [] : [nobody])]
}
type Shown = Sample['before'][number] & { isNobody?: boolean }

function Sides({ label, sides }: { label: string; sides: readonly Shown[] }) {
  return (
    <div className={styles.sides} role="group" aria-label={label}>
      {sides.map(({ identifiers, isFresh, isNobody = false }, index) => (
        <div key={index} className={styles.side}>
          {identifiers.map(({ key, type, value }) => (
            <span key={key} title={value}>
              <i>{identifierTypeText(type)}</i> {identifierValueText(value)}
            </span>
          ))}
          {isFresh && <span className="tag">{copy.fresh}</span>}
          {isNobody && <span className="tag">{copy.nobody}</span>}
        </div>
      ))}
    </div>
  )
}
