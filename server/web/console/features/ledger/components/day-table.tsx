import { Money } from '../../../../shared/format/money.js'
import { Card } from '../../../../shared/kit/card.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useDays, type LedgerDay } from '../api/days.js'
import { copy } from '../copy.js'
import styles from './books.module.css'

/** What came and went on each business day. */
export function DayTable({ account }: { account: string }) {
  const { data, error, refetch } = useDays(account)
  return (
    <Card title={copy.days} sub={copy.soon}>
      <DataTable
        label={copy.days}
        columns={columns}
        listing={{ items: data?.items, error, retry: () => void refetch() }}
        rowKey={({ on }) => on}
        empty={<Empty>{copy.daysNone}</Empty>}
        skeletonRows={5}
      />
    </Card>
  )
}

const columns: readonly Column<LedgerDay>[] = [
  { key: 'on', title: copy.day, render: ({ on }) => <span className="nowrap">{on}</span> },
  {
    key: 'debit',
    title: copy.debit,
    align: 'right',
    render: ({ debitFen }) => <Amount fen={debitFen} />,
  },
  {
    key: 'credit',
    title: copy.credit,
    align: 'right',
    render: ({ creditFen }) => <Amount fen={creditFen} />,
  },
]

/** Nothing is a dash. */
export function Amount({ fen }: { fen: number }) {
  return fen === 0 ? <span className={styles.quiet}>{copy.empty}</span> : <Money fen={fen} />
}
