import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Bone } from '../../../../shared/states/bone.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useDecide } from '../api/decide.js'
import { usePreview, type Deed } from '../api/previews.js'
import type { Choice, Review } from '../api/reviews.js'
import { copy, errors } from '../copy.js'
import { hasMovedOn } from './decide-modal.js'
import { PreviewView } from './preview-view.js'
import styles from './review.module.css'

const LONGEST = 200
const SHORTEST = 2

type Props = {
  review: Review
  chosen: number | null
  onChoose: (index: number) => void
  onDecided: () => void
}

/** What may be said on the left, what it would do on the right; Enter in the reason does it. */
export function ReviewChoices({ review, chosen, onChoose, onDecided }: Props) {
  const choice = chosen === null ? undefined : review.choices[chosen]
  return (
    <section className={`card ${styles.decide}`} aria-label={copy.decide}>
      <div className={styles.choices}>
        <h3>{copy.decide}</h3>
        <div role="radiogroup" aria-label={copy.decide}>
          {review.choices.map((one, index) => (
            <ChoiceRow
              key={one.label}
              choice={one}
              number={index + 1}
              isChosen={index === chosen}
              onChoose={() => onChoose(index)}
            />
          ))}
        </div>
        <p className={styles.keys}>{copy.keys}</p>
      </div>
      <div className={styles.outcome}>
        <h3>
          {copy.outcome} <small>{copy.previewNote}</small>
        </h3>
        {choice === undefined ? (
          <p className={styles.hint}>{copy.chooseFirst}</p>
        ) : (
          <Outcome key={choice.label} choice={choice} onDecided={onDecided} />
        )}
      </div>
    </section>
  )
}

type RowProps = { choice: Choice; number: number; isChosen: boolean; onChoose: () => void }

function ChoiceRow({ choice: { label, disabledReason }, number, isChosen, onChoose }: RowProps) {
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      disabled={disabledReason !== null}
      className={styles.choice}
      onClick={onChoose}
    >
      <i aria-hidden="true" />
      <span>
        {label}
        {disabledReason !== null && <small>{disabledReason}</small>}
      </span>
      <kbd aria-hidden="true">{number}</kbd>
    </button>
  )
}

function Outcome({ choice, onDecided }: { choice: Choice; onDecided: () => void }) {
  const deed: Deed = { kind: 'say', words: choice.words }
  const preview = usePreview(deed)
  const decide = useDecide()
  const [reason, setReason] = useState('')
  const field = useRef<InputRef>(null)
  const { data } = preview
  useEffect(() => field.current?.focus(), [])
  const isPossible = data !== undefined && data.refused.length === 0 && !preview.isFetching
  const isReady = isPossible && reason.trim().length >= SHORTEST
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (data === undefined || !isReady || decide.isPending) {
      return
    }
    decide.mutate(
      { deed, preview: data, reason: reason.trim() },
      {
        onSuccess: onDecided,
        onError: (error) => void (hasMovedOn(error) && preview.refetch()),
      },
    )
  }
  return (
    <>
      {data !== undefined ? (
        <PreviewView preview={data} />
      ) : preview.isError ? (
        <ErrorState
          what={copy.previewFailed}
          error={preview.error}
          onRetry={() => void preview.refetch()}
        />
      ) : (
        <Bone height={140} />
      )}
      <form className={styles.reason} onSubmit={submit}>
        <Input
          ref={field}
          aria-label={copy.reason}
          prefix={<span className="mut">{copy.reason}</span>}
          placeholder={copy.reasonHint}
          maxLength={LONGEST}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <span className="mut sm">{copy.movedOn}</span>
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={decide.isPending}>
          {copy.act}
        </Button>
      </form>
      {decide.isError && (
        <p className="bad sm" role="alert">
          {hasMovedOn(decide.error) ? copy.retried : sentenceOf(decide.error, errors)}
        </p>
      )}
    </>
  )
}
