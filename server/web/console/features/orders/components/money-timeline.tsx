import { Money } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { Part } from '../../../kit/facts.js'
import type { Order } from '../api/order.js'
import { copy } from '../copy.js'
import { moneyMoments, type Moment } from '../money-moments.js'
import styles from './money.module.css'

/** Where the money of this order came from and went, step by step. */
export function MoneyTimeline({ order }: { order: Order }) {
  const moments = moneyMoments(order)
  return (
    <Part title={copy.money}>
      {moments.length === 0 ? (
        <p className="mut sm">{copy.noPayments}</p>
      ) : (
        <ol className="steps">
          {moments.map((moment) => (
            <Step key={moment.key} moment={moment} />
          ))}
        </ol>
      )}
    </Part>
  )
}

function Step({ moment: { at, text, fen, tag, notes } }: { moment: Moment }) {
  return (
    <li>
      <div className={styles.line}>
        <span className="b">{text}</span>
        {tag !== undefined && <span className={`tag ${tag.tone}`}>{tag.text}</span>}
        <span className="mut">
          <When at={at} />
        </span>
        <span className="sp" />
        {fen !== undefined && <Money fen={fen} />}
      </div>
      {notes.map((note) => (
        <p key={note} className={`mut sm ${styles.note}`}>
          {note}
        </p>
      ))}
    </li>
  )
}
