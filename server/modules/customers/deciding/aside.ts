import type { Clock } from '../../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import type { InTransaction, Tx } from '../../../platform/mongo/index.js'
import type { AuditTrail } from '../customers.ports.js'
import type { ReviewDocument } from '../resolution/reviews.model.js'
import { untilNobodyIsFaster } from './again.js'
import type { Actor } from './decide.js'
import type { Deciding } from './deciding.repository.js'

type Spoken = Readonly<{ actor: Actor; reason: string }>
type Deps = Readonly<{
  deciding: Pick<Deciding, 'review' | 'markOf' | 'setAside'>
  audit: AuditTrail
  inTransaction: InTransaction
  clock: Clock
}>
type Refusal = 'review-not-found' | 'identity-moved-on'

export type Asides = ReturnType<typeof asides>

/** Reviews that nobody can decide yet: out of the queue until somebody takes them up or their evidence changes. */
export function asides({ deciding, audit, inTransaction, clock }: Deps) {
  const isWaiting = (review: ReviewDocument | null, { isAside }: { isAside: boolean }) =>
    review?.state === 'open' && (review.aside !== undefined) === isAside

  /** `aside`: null when the evidence is another by now. */
  async function change(
    reviewId: string,
    { actor, reason }: Spoken,
    aside: ((review: ReviewDocument, tx: Tx) => Promise<ReviewDocument['aside'] | null>) | 'back',
  ): Promise<Result<null, Refusal>> {
    return untilNobodyIsFaster(async () => {
      const review = await deciding.review(reviewId)
      const isAside = aside === 'back'
      if (review === null || !isWaiting(review, { isAside })) {
        return refuse('review-not-found')
      }
      const isDone = await inTransaction({ commitIf: true }, async (tx) => {
        const next = isAside ? null : await aside(review, tx)
        if (!isAside && next === null) {
          return false
        }
        await audit.record(
          {
            ...{ actor, reason, subject: { type: 'identity-review', id: reviewId } },
            action: isAside ? 'identity.review-take-up' : 'identity.review-aside',
            before: { isAside },
            after: { isAside: !isAside },
          },
          { tx },
        )
        return deciding.setAside(review, next, tx)
      })
      return isDone ? ok(null) : refuse('identity-moved-on')
    })
  }

  return {
    /**
     * Puts a review aside. `evidence`: the mark of what was looked at; refuses `identity-moved-on` when it is another by
     * now, `review-not-found` when it is not in the queue (any more).
     */
    putAside: (reviewId: string, { evidence, ...spoken }: Spoken & { evidence: string }) =>
      change(reviewId, spoken, async ({ keys }, tx) =>
        (await deciding.markOf(keys, tx)) === evidence
          ? { at: clock.now(), ...spoken, evidence }
          : null,
      ),
    /** Puts it back into the queue. Refuses `review-not-found` when it is not aside. */
    takeUp: (reviewId: string, spoken: Spoken) => change(reviewId, spoken, 'back'),
  }
}
