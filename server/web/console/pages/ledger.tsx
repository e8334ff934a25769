import { ErrorState } from '../../shared/states/error-state.js'
import { useBooks } from '../features/ledger/api/accounts.js'
import styles from '../features/ledger/components/books.module.css'
import { Check } from '../features/ledger/components/check.js'
import { SideTable } from '../features/ledger/components/side-table.js'
import { copy } from '../features/ledger/copy.js'
import { PageHead } from '../kit/page-head.js'

/** Every account of the books: left where the money is, right whose it is. */
export default function LedgerPage() {
  const { data, isError, error, refetch } = useBooks()
  const side = (name: 'debit' | 'credit') => data?.items.filter(({ side: own }) => own === name)
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub} />
      {isError && data === undefined ? (
        <section className="card">
          <ErrorState what={copy.failed} error={error} onRetry={() => void refetch()} />
        </section>
      ) : (
        <>
          <section className="card">{data && <Check books={data} />}</section>
          <div className={styles.columns}>
            <SideTable title={copy.debit} sub={copy.where} accounts={side('debit')} />
            <SideTable title={copy.credit} sub={copy.whose} accounts={side('credit')} />
          </div>
          <p className="mut sm">{copy.memo}</p>
        </>
      )}
    </>
  )
}
