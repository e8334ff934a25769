import type { ReactNode } from 'react'
import { Card } from '../../../../shared/kit/card.js'
import type { Review } from '../api/reviews.js'
import { copy, steps } from '../copy.js'
import { EdgeTable } from './edge-table.js'
import styles from './review.module.css'
import { SidesTable } from './sides-table.js'
import { SpansChart } from './spans-chart.js'

/** What contradicts what: when each was seen, both sides, what to do about it, and the evidence in full. */
export function ReviewDetail({ review, children }: { review: Review; children: ReactNode }) {
  const { sides, edges, identifiers } = review
  const names = [...identifiers, ...sides.flatMap((side) => side.identifiers)]
  return (
    <>
      <section className="card" aria-label={review.title}>
        <div className={styles.head}>
          <h2>{review.title}</h2>
          <span className={`tag ${steps[review.step].tone}`}>{steps[review.step].text}</span>
        </div>
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
