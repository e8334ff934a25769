import { Link } from 'react-router'
import { Money } from '../../../../shared/format/money.js'
import { Bone } from '../../../../shared/states/bone.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useBooks, type Account } from '../api/accounts.js'
import { ofSide } from '../balance.js'
import { copy } from '../copy.js'
import { Check } from './check.js'
import styles from './books.module.css'

/** Shown even when they are empty; others only while they hold something. */
const ALWAYS = ['wechat-pay', 'refunds-in-transit', 'refunds-payable', 'suspense', 'revenue']
/** Nobody should leave money there. */
const ODD = ['suspense']

/** Where the money is and whose it is, in one line, and whether both are the same. */
export function BooksStrip() {
  const books = useBooks()
  if (books.data === undefined) {
    return (
      <section className={`card ${styles.strip}`}>
        {books.isError ? (
          <ErrorState what={copy.failed} error={books.error} onRetry={() => void books.refetch()} />
        ) : (
          <div className={styles.bone}>
            <Bone height={46} />
          </div>
        )}
      </section>
    )
  }
  return (
    <section className={`card ${styles.strip}`} aria-label={copy.title}>
      <div className={styles.sides}>
        <Side side={copy.debit} name={copy.where} accounts={ofSide(books.data, 'debit')} />
        <Side side={copy.credit} name={copy.whose} accounts={ofSide(books.data, 'credit')} />
      </div>
      <Check books={books.data} />
    </section>
  )
}

type SideProps = { side: string; name: string; accounts: readonly Account[] }

function Side({ side, name, accounts }: SideProps) {
  const shown = accounts.filter(
    ({ account, balanceFen }) => ALWAYS.includes(account) || balanceFen !== 0,
  )
  return (
    <dl className={styles.side} aria-label={`${side}，${name}`}>
      <div>
        <dt>{side}</dt>
        <dd className={styles.name}>{name}</dd>
      </div>
      {shown.map(({ account, title, balanceFen }) => (
        <div key={account}>
          <dt>
            <Link to={`/finance/ledger/${account}`}>{title}</Link>
          </dt>
          <dd className={ODD.includes(account) && balanceFen !== 0 ? 'bad' : undefined}>
            <Money fen={balanceFen} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
