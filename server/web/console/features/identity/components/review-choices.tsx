import { App } from 'antd'
import { Bone } from '../../../../shared/states/bone.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useDecide } from '../api/decide.js'
import { usePreview, type Deed } from '../api/previews.js'
import { usePutAside, type Choice, type Review } from '../api/reviews.js'
import { copy } from '../copy.js'
import { hasMovedOn } from './decide-modal.js'
import { PreviewView } from './preview-view.js'
import { ReasonLine } from './reason-line.js'
import styles from './review.module.css'

type Props = {
  review: Review
  chosen: number | null
  onChoose: (index: number) => void
  onDecided: () => void
}

/** What may be said on the left, what it would do on the right; Enter in the reason does it. */
export function ReviewChoices({ review, chosen, onChoose, onDecided }: Props) {
  const choices = choicesOf(review)
  const choice = chosen === null ? undefined : choices[chosen]
  return (
    <section className={`card ${styles.decide}`} aria-label={copy.decide}>
      <div className={styles.choices}>
        <h3>{copy.decide}</h3>
        <div role="radiogroup" aria-label={copy.decide}>
          {choices.map((one, index) => (
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
          <Chosen key={choice.label} {...{ review, choice, onDecided }} />
        )}
      </div>
    </section>
  )
}

/** What may be said, and last that nothing is said yet. */
export const choicesOf = ({ choices, aside }: Review): readonly Choice[] =>
  aside === null ? [...choices, ASIDE] : choices
const ASIDE: Choice = {
  ...{ label: copy.aside, hint: copy.asideHint, words: [], disabledReason: null },
}

type ChosenProps = { review: Review; choice: Choice; onDecided: () => void }
const Chosen = ({ review, choice, onDecided }: ChosenProps) =>
  choice === ASIDE ? (
    <PutAside {...{ review, onDecided }} />
  ) : (
    <Outcome {...{ choice, onDecided }} />
  )

type RowProps = { choice: Choice; number: number; isChosen: boolean; onChoose: () => void }

function ChoiceRow({
  choice: { label, hint, disabledReason },
  number,
  isChosen,
  onChoose,
}: RowProps) {
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
        <small>{disabledReason ?? hint}</small>
      </span>
      <kbd aria-hidden="true">{number}</kbd>
    </button>
  )
}

function Outcome({ choice, onDecided }: Omit<ChosenProps, 'review'>) {
  const deed: Deed = { kind: 'say', words: choice.words }
  const preview = usePreview(deed)
  const decide = useDecide()
  const { data } = preview
  const isPossible = data !== undefined && data.refused.length === 0 && !preview.isFetching
  const onReason = (reason: string) => {
    if (data !== undefined && isPossible) {
      decide.mutate(
        { deed, preview: data, reason },
        {
          onSuccess: onDecided,
          onError: (error) => void (hasMovedOn(error) && preview.refetch()),
        },
      )
    }
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
      <ReasonLine
        act={copy.act}
        note={copy.movedOn}
        isPossible={isPossible}
        isBusy={decide.isPending}
        error={decide.error}
        onReason={onReason}
      />
    </>
  )
}

function PutAside({ review, onDecided }: Omit<ChosenProps, 'choice'>) {
  const { message } = App.useApp()
  const putAside = usePutAside()
  const onReason = (reason: string) =>
    putAside.mutate(
      { review, reason },
      {
        onSuccess: () => {
          onDecided()
          void message.success(copy.asideDone)
        },
      },
    )
  return (
    <>
      <p className={styles.what}>{copy.asideWhat}</p>
      <ReasonLine
        act={copy.aside}
        hint={copy.asideReason}
        isPossible
        isBusy={putAside.isPending}
        error={putAside.error}
        onReason={onReason}
      />
    </>
  )
}
