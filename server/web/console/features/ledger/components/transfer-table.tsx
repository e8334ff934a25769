import { Link } from 'react-router'
import { When } from '../../../../shared/format/when.js'
import { Card } from '../../../../shared/kit/card.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { Pager } from '../../../kit/pager.js'
import { usePages } from '../../../kit/use-pages.js'
import { useTransfers, type Transfer } from '../api/transfers.js'
import { copy, momentText } from '../copy.js'
import { Amount } from './day-table.js'
import styles from './books.module.css'

type Props = { account: string; onOrder: (orderId: string) => void }

/** Every transfer of an account with the documents that it comes from. */
export function TransferTable({ account, onOrder }: Props) {
  const pages = usePages(account)
  const { data, error, refetch } = useTransfers(account, pages.cursor)
  return (
    <Card title={copy.transfers} sub={copy.transfersSub}>
      <DataTable
        label={copy.transfers}
        columns={columnsFor(account, onOrder)}
        listing={{ items: data?.items, error, retry: () => void refetch() }}
        rowKey={({ transferId }) => transferId}
        empty={
          <Empty
            action={
              <Link className="btn small" to="/orders">
                {copy.seeOrders}
              </Link>
            }
          >
            {copy.transfersNone}
          </Empty>
        }
      />
      <Pager pages={pages} nextCursor={data?.nextCursor} />
    </Card>
  )
}

/** What this account moves in a transfer; one may name it twice. */
function own({ lines }: Transfer, account: string, side: 'debitFen' | 'creditFen'): number {
  return lines.filter((line) => line.account === account).reduce((sum, line) => sum + line[side], 0)
}

function columnsFor(account: string, onOrder: Props['onOrder']): readonly Column<Transfer>[] {
  return [
    {
      key: 'at',
      title: copy.at,
      render: ({ at }) => (
        <span className="mut nowrap">
          <When at={at} />
        </span>
      ),
    },
    { key: 'moment', title: copy.moment, render: ({ moment }) => momentText(moment) },
    {
      key: 'debit',
      title: copy.debit,
      align: 'right',
      render: (transfer) => <Amount fen={own(transfer, account, 'debitFen')} />,
    },
    {
      key: 'credit',
      title: copy.credit,
      align: 'right',
      render: (transfer) => <Amount fen={own(transfer, account, 'creditFen')} />,
    },
    {
      key: 'other',
      title: copy.other,
      render: ({ lines }) => {
        const others = lines.filter((line) => line.account !== account)
        return [...new Set(others.map(({ title }) => title))].join('、')
      },
    },
    {
      key: 'papers',
      title: copy.papers,
      render: (transfer) => <Papers subjects={transfer.subjects} onOrder={onOrder} />,
    },
  ]
}

function Papers({
  subjects,
  onOrder,
}: { subjects: Transfer['subjects'] } & Pick<Props, 'onOrder'>) {
  const { orderId, paymentId, refundId } = subjects
  const [name, number] =
    refundId === undefined ? [copy.payment, paymentId] : [copy.refund, refundId]
  return (
    <span className={styles.papers}>
      {orderId !== undefined && (
        <button type="button" className="link" onClick={() => onOrder(orderId)}>
          {copy.order}
        </button>
      )}
      {number !== undefined && (
        <small>
          {name} <span className="mono">{number}</span>
        </small>
      )}
    </span>
  )
}
