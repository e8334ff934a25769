import { App } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Card } from '../../shared/kit/card.js'
import { Problem } from '../../shared/http/problem.js'
import { Bone } from '../../shared/states/bone.js'
import { Empty } from '../../shared/states/empty.js'
import { ErrorState } from '../../shared/states/error-state.js'
import {
  useReview,
  useReviews,
  type QueueName,
  type ReviewRow,
} from '../features/identity/api/reviews.js'
import { IdentityNav } from '../features/identity/components/identity-nav.js'
import { choicesOf, ReviewChoices } from '../features/identity/components/review-choices.js'
import { ReviewDetail } from '../features/identity/components/review-detail.js'
import { ReviewList } from '../features/identity/components/review-list.js'
import styles from '../features/identity/components/review.module.css'
import { useKeys } from '../features/identity/components/use-keys.js'
import { copy } from '../features/identity/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { usePages } from '../kit/use-pages.js'

/** What the rules would not decide: list left, both sides and what would change right. */
export default function IdentityReviewsPage({ list = 'open' }: { list?: QueueName }) {
  const { message } = App.useApp()
  const pages = usePages('')
  const reviews = useReviews(list, pages.cursor)
  const [params, setParams] = useSearchParams()
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const [place, setPlace] = useState(0)
  const rows = reviews.data?.items.filter(({ reviewId }) => !decided.has(reviewId))
  const activeId = params.get('review') ?? (rows?.[place] ?? rows?.at(-1))?.reviewId
  const open = (reviewId: string) => setParams({ review: reviewId }, { replace: true })
  /** The next one comes to the place of the one that was decided. */
  const settle = (reviewId: string) => {
    setPlace(Math.max(0, rows?.findIndex((row) => row.reviewId === reviewId) ?? 0))
    setDecided(new Set([...decided, reviewId]))
    setParams({}, { replace: true })
    void message.success(rows?.length === 1 ? copy.allSettled : copy.settled)
  }
  if (rows?.length === 0 && params.get('review') === null) {
    return (
      <>
        <Head />
        <section className="card">
          <None list={list} />
        </section>
      </>
    )
  }
  return (
    <>
      <Head />
      <div className={styles.queue}>
        <Card
          className={styles.left}
          title={copy.lists[list]}
          extra={<small className="mut">{list === 'open' ? copy.openSub : copy.asideSub}</small>}
        >
          {reviews.isError && rows === undefined ? (
            <ErrorState error={reviews.error} onRetry={() => void reviews.refetch()} />
          ) : (
            <ReviewList {...{ rows, activeId }} onOpen={open} />
          )}
          <Pager pages={pages} nextCursor={reviews.data?.nextCursor} />
        </Card>
        <div>
          {activeId !== undefined && (
            <Open
              key={activeId}
              reviewId={activeId}
              rows={rows ?? []}
              onOpen={open}
              onDecided={settle}
            />
          )}
        </div>
      </div>
    </>
  )
}

function Head() {
  return (
    <PageHead title={copy.queue} sub={copy.queueSub}>
      <IdentityNav />
    </PageHead>
  )
}

type OpenProps = {
  reviewId: string
  rows: readonly ReviewRow[]
  onOpen: (reviewId: string) => void
  onDecided: (reviewId: string) => void
}

function Open({ reviewId, rows, onOpen, onDecided }: OpenProps) {
  const review = useReview(reviewId)
  const mayDecide = useMay('identity.decide')
  const [chosen, setChosen] = useState<number | null>(null)
  const mayExport = useMay('customers.export')
  const choices = mayDecide && review.data ? choicesOf(review.data) : undefined
  const onStep = (step: 1 | -1) => {
    const next = rows[rows.findIndex((row) => row.reviewId === reviewId) + step]
    if (next !== undefined) {
      onOpen(next.reviewId)
    }
  }
  const onNumber = (number: number) => {
    if (choices?.[number - 1]?.disabledReason === null) {
      setChosen(number - 1)
    }
  }
  useKeys({ onStep, onNumber })
  const { data } = review
  if (data === undefined) {
    return review.isError ? <Failed review={review} /> : <Loading />
  }
  return (
    <>
      <ReviewDetail
        review={data}
        mayExport={mayExport}
        mayTakeUp={mayDecide && data.state === 'open'}
      >
        {mayDecide && data.state === 'open' && (
          <ReviewChoices
            review={data}
            chosen={chosen}
            onChoose={setChosen}
            onDecided={() => onDecided(reviewId)}
          />
        )}
        {data.state === 'settled' && (
          <section className="card">
            <Empty>{copy.reviewGone}</Empty>
          </section>
        )}
      </ReviewDetail>
    </>
  )
}

function Failed({ review: { error, refetch } }: { review: ReturnType<typeof useReview> }) {
  const isGone = error instanceof Problem && error.status === 404
  return (
    <section className="card">
      {isGone ? (
        <Empty>{copy.reviewGone}</Empty>
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
    </section>
  )
}

function Loading() {
  return (
    <section className="card card-pad">
      <Bone height={320} />
    </section>
  )
}

function None({ list }: { list: QueueName }) {
  return (
    <Empty
      action={
        <Link className="btn small" to="/identity/reviews/decisions">
          {copy.seeDecisions}
        </Link>
      }
    >
      {copy.noneIn[list]}
    </Empty>
  )
}
