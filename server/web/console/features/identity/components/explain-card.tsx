import { CheckCircleOutlined, SwapOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Card } from '../../../../shared/kit/card.js'
import { Bone } from '../../../../shared/states/bone.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import type { IdentityNode } from '../api/graph.js'
import type { useExplanation } from '../api/explanation.js'
import { copy } from '../copy.js'
import { identifierName } from '../names.js'
import styles from './identity.module.css'

type Props = {
  /** The two that are chosen; one of them may still be missing. */
  pair: readonly IdentityNode[]
  customerId: string
  explanation: ReturnType<typeof useExplanation>
  onClear: () => void
  /** Absent for whoever may not decide. */
  onSay: ((kind: 'same' | 'never') => void) | undefined
  onRetract: ((eventId: string) => void) | undefined
}

/** Why two identifiers are one customer, step by step. */
export function ExplainCard({ pair, customerId, explanation, onClear, onSay, onRetract }: Props) {
  const [from, to] = pair
  const isOne = pair.length === 2 && pair.every(({ ownerId }) => ownerId === customerId)
  return (
    <Card
      title={copy.why}
      extra={
        <button type="button" className="link" onClick={onClear}>
          <SwapOutlined aria-hidden /> {copy.swap}
        </button>
      }
    >
      <div className="card-pad">
        <div className={styles.pair}>
          <b>{from === undefined ? '…' : identifierName(from)}</b>
          <SwapOutlined aria-hidden />
          <b>{to === undefined ? '…' : identifierName(to)}</b>
        </div>
        {from === undefined || to === undefined ? (
          <p className={styles.hint}>{copy.pairHint}</p>
        ) : isOne ? (
          <Steps {...{ explanation, onRetract }} />
        ) : (
          <p className={styles.hint}>{othersText(pair)}</p>
        )}
        {onSay && to !== undefined && (
          <p className={styles.acts}>
            <Button size="small" onClick={() => onSay(isOne ? 'never' : 'same')}>
              {isOne ? copy.sayNever : copy.saySame}…
            </Button>
          </p>
        )}
      </div>
    </Card>
  )
}

const othersText = (pair: readonly IdentityNode[]): string =>
  pair.some(({ ownerId }) => ownerId === null) ? copy.pairNobody : copy.pairOthers

function Steps({ explanation, onRetract }: Pick<Props, 'explanation' | 'onRetract'>): ReactNode {
  const { data, error, refetch } = explanation
  if (data === undefined) {
    return error === null ? (
      <Bone height={120} />
    ) : (
      <ErrorState what={copy.explainFailed} error={error} onRetry={() => void refetch()} />
    )
  }
  return (
    <>
      <ol className={styles.steps}>
        {data.steps.map((step, index) => (
          <li key={`${step.from.key}|${step.to.key}`}>
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <p>{step.sentence}</p>
              <p>
                {step.note}
                {onRetract && step.eventId !== null && (
                  <Retract eventId={step.eventId} onRetract={onRetract} />
                )}
              </p>
            </div>
          </li>
        ))}
      </ol>
      <p className={styles.conclusion}>
        <CheckCircleOutlined aria-hidden />
        {copy.holds(data.steps.length)}
      </p>
    </>
  )
}

type RetractProps = { eventId: string; onRetract: (eventId: string) => void }

/** What was observed wrongly counts as never seen; shown before it is done. */
function Retract({ eventId, onRetract }: RetractProps) {
  return (
    <button
      type="button"
      className={`link small ${styles.retract}`}
      onClick={() => onRetract(eventId)}
    >
      {copy.retract}
    </button>
  )
}
