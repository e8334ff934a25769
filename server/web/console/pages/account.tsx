import { RightOutlined } from '@ant-design/icons'
import { Link, useParams } from 'react-router'
import { Money } from '../../shared/format/money.js'
import { Bone } from '../../shared/states/bone.js'
import { Empty } from '../../shared/states/empty.js'
import { ErrorState } from '../../shared/states/error-state.js'
import { useBooks, type Account } from '../features/ledger/api/accounts.js'
import styles from '../features/ledger/components/books.module.css'
import { DayTable } from '../features/ledger/components/day-table.js'
import { TransferTable } from '../features/ledger/components/transfer-table.js'
import { copy } from '../features/ledger/copy.js'
import { OrderDrawer } from '../features/orders/components/order-drawer.js'
import { useMay } from '../features/session/api/current-session.js'
import { useTitle } from '../kit/page-head.js'
import { useFilters } from '../kit/use-filters.js'

/** One account: what it holds, day by day, and every transfer with its documents. */
export default function AccountPage() {
  const { account: name = '' } = useParams()
  const filters = useFilters(['order'])
  const mayRefund = useMay('refunds.write')
  const maySend = useMay('orders.fulfil')
  const { data, isError, error, refetch } = useBooks()
  const account = data?.items.find((one) => one.account === name)
  useTitle(account?.title ?? copy.title)
  return (
    <>
      <nav className="crumb" aria-label={copy.crumb}>
        <Link to="/finance/ledger">{copy.title}</Link>
        <RightOutlined aria-hidden />
        <b>{account?.title ?? name}</b>
      </nav>
      <section className="card">
        {isError && data === undefined && (
          <ErrorState what={copy.failed} error={error} onRetry={() => void refetch()} />
        )}
        {!isError && data === undefined && (
          <div className={styles.bone}>
            <Bone height={46} />
          </div>
        )}
        {data !== undefined && account === undefined && <NoAccount />}
        {account !== undefined && <Sums account={account} />}
      </section>
      {account !== undefined && (
        <div className={styles.account}>
          <DayTable account={name} />
          <TransferTable account={name} onOrder={(order) => filters.set({ order })} />
        </div>
      )}
      <OrderDrawer
        orderId={filters.values.order}
        mayRefund={mayRefund}
        maySend={maySend}
        onClose={() => filters.set({ order: undefined })}
      />
    </>
  )
}

function Sums({ account }: { account: Account }) {
  const { title, side, balanceFen, debitFen, creditFen } = account
  const sums = [
    { label: copy.balance, fen: balanceFen },
    { label: copy.debits, fen: debitFen },
    { label: copy.credits, fen: creditFen },
  ]
  return (
    <>
      <div className="card-head">
        <h1 className={styles.title}>{title}</h1>
        <span className="tag">{side === 'debit' ? copy.debit : copy.credit}</span>
        <span className="sub">{side === 'debit' ? copy.where : copy.whose}</span>
      </div>
      <dl className={styles.figures}>
        {sums.map(({ label, fen }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Money fen={fen} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function NoAccount() {
  return (
    <Empty
      action={
        <Link className="btn small" to="/finance/ledger">
          {copy.back}
        </Link>
      }
    >
      {copy.notFound}
    </Empty>
  )
}
