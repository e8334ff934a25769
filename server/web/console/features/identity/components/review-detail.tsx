import { App, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Card } from '../../../../shared/kit/card.js'
import { When } from '../../../../shared/format/when.js'
import { ReasonModal } from '../../../kit/reason-modal.js'
import { useTakeUp, type Review } from '../api/reviews.js'
import { copy, errors, steps } from '../copy.js'
import { EdgeTable } from './edge-table.js'
import styles from './review.module.css'
import { SidesTable } from './sides-table.js'
import { SpansChart } from './spans-chart.js'

type Props = { review: Review; mayExport: boolean; mayTakeUp: boolean; children: ReactNode }

/** What contradicts what: when each was seen, both sides, what to do about it, and the evidence in full. */
export function ReviewDetail({ review, mayExport, mayTakeUp, children }: Props) {
  const { reviewId, sides, edges, identifiers, aside } = review
  const names = [...identifiers, ...sides.flatMap((side) => side.identifiers)]
  return (
    <>
      <section className="card" aria-label={review.title}>
        <div className={styles.head}>
          <h2>{review.title}</h2>
          <span className={`tag ${steps[review.step].tone}`}>{steps[review.step].text}</span>
          <span className="sp" />
          {mayExport && (
            <Button
              size="small"
              href={`/api/identity/reviews/${reviewId}/evidence`}
              download={`${reviewId}.json`}
              title={copy.exportHint}
            >
              {copy.exportEvidence}
            </Button>
          )}
        </div>
        {aside !== null && <Aside {...{ review, aside, mayTakeUp }} />}
        {edges.length > 0 && (
          <div className="card-pad">
            <SpansChart {...{ edges, sides, names }} />
          </div>
        )}
      </section>
      <section className="card">
        <SidesTable sides={sides} />
      </section>
      {children}
      <Card title={copy.evidence}>
        <EdgeTable label={copy.evidence} edges={edges} names={names} />
      </Card>
    </>
  )
}

type AsideProps = { review: Review; aside: NonNullable<Review['aside']>; mayTakeUp: boolean }

/** Who put it aside and why, and the way back for whoever may decide. */
function Aside({ review, aside: { at, by, reason }, mayTakeUp }: AsideProps) {
  const [isAsking, setAsking] = useState(false)
  return (
    <div className={styles.aside} role="note">
      <span>
        {copy.asideBy(by)}
        {reason} <When at={at} />
      </span>
      {mayTakeUp && (
        <Button size="small" onClick={() => setAsking(true)}>
          {copy.takeUp}
        </Button>
      )}
      {isAsking && <TakeUp review={review} onClose={() => setAsking(false)} />}
    </div>
  )
}

function TakeUp({ review, onClose }: { review: Review; onClose: () => void }) {
  const { message } = App.useApp()
  const takeUp = useTakeUp()
  const onReason = (reason: string) =>
    takeUp.mutate(
      { review, reason },
      {
        onSuccess: () => {
          void message.success(copy.takenUp)
          onClose()
        },
      },
    )
  return (
    <ReasonModal
      title={copy.takeUp}
      act={copy.takeUp}
      isBusy={takeUp.isPending}
      problem={takeUp.isError ? sentenceOf(takeUp.error, errors) : undefined}
      {...{ onReason, onClose }}
    >
      <p>{copy.takeUpWhat}</p>
    </ReasonModal>
  )
}
