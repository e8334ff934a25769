import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons'
import { moneyText } from '../../../../shared/format/money.js'
import type { Books } from '../api/accounts.js'
import { ofSide, sumOf } from '../balance.js'
import { copy } from '../copy.js'
import styles from './books.module.css'

/** Whether the books add up, in words, with the sum of each side. */
export function Check({ books }: { books: Books }) {
  const { differenceFen } = books
  if (differenceFen !== 0) {
    return (
      <p className={`${styles.check} bad`} role="alert">
        <CloseCircleOutlined aria-hidden />
        <b>{copy.broken(moneyText(differenceFen))}</b> {copy.brokenTodo}
      </p>
    )
  }
  return (
    <p className={styles.check}>
      <span className="good">
        <CheckCircleOutlined aria-hidden /> {copy.balanced(moneyText(0))}
      </span>
      <span className="mut">{copy.bothSides(moneyText(sumOf(ofSide(books, 'debit'))))}</span>
    </p>
  )
}
