import { useEffect, useRef } from 'react'
import { moneyText } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { Bone } from '../../../../shared/states/bone.js'
import type { ReviewRow } from '../api/reviews.js'
import { copy, steps } from '../copy.js'
import { identifierName } from '../names.js'
import styles from './review.module.css'

type Props = {
  rows: readonly ReviewRow[] | undefined
  activeId: string | undefined
  onOpen: (reviewId: string) => void
}

/** What waits for a person; the one that is open stays in sight. */
export function ReviewList({ rows, activeId, onOpen }: Props) {
  const active = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    void active.current?.scrollIntoView({ block: 'nearest' })
  }, [activeId])
  if (rows === undefined) {
    return (
      <div className={styles.loading}>
        <Bone height={64} />
        <Bone height={64} />
        <Bone height={64} />
      </div>
    )
  }
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <li key={row.reviewId}>
          <button
            type="button"
            ref={row.reviewId === activeId ? active : null}
            aria-current={row.reviewId === activeId}
            onClick={() => onOpen(row.reviewId)}
          >
            <span className={styles.top}>
              <span className={`tag ${steps[row.step].tone}`}>{steps[row.step].text}</span>
              <span className="mut sm">
                <When at={row.openedAt} as="ago" />
              </span>
            </span>
            <b>{row.title}</b>
            <span className={styles.names}>{namesOf(row)}</span>
            <span className="mut sm">{copy.involved(moneyText(row.netFen))}</span>
            {row.aside !== null && (
              <span className={styles.names}>
                {copy.asideBy(row.aside.by)}
                {row.aside.reason}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}

const namesOf = ({ names, identifiers }: ReviewRow): string =>
  (names.length > 0 ? names : identifiers.map(identifierName)).join(' / ')
