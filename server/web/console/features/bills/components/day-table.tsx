import { Button } from 'antd'
import { Money, moneyText } from '../../../../shared/format/money.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { BillDay } from '../api/bills.js'
import { copy } from '../copy.js'

type Props = {
  rows: readonly BillDay[] | undefined
  error: unknown
  retry: () => void
  open: (day: string) => void
}

/** Compared days with their sums; each leads to its differences. */
export function DayTable({ rows, error, retry, open }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={[...facts, look(open)]}
      listing={{ items: rows, error, retry }}
      rowKey={({ day }) => day}
      onOpen={({ day }) => open(day)}
      empty={
        <Empty
          action={
            <Button size="small" onClick={retry}>
              {copy.refresh}
            </Button>
          }
        >
          {copy.none}
        </Empty>
      }
    />
  )
}

const facts: readonly Column<BillDay>[] = [
  { key: 'day', title: copy.day, render: ({ day }) => <span className="nowrap b">{day}</span> },
  { key: 'state', title: copy.state, render: (bill) => <State bill={bill} /> },
  {
    key: 'payments',
    title: copy.payments,
    align: 'right',
    render: ({ figures }) => <Sum fen={figures.paymentsFen} count={figures.payments} />,
  },
  {
    key: 'books',
    title: copy.books,
    align: 'right',
    render: ({ figures }) => <Sum fen={figures.bookPaymentsFen} count={figures.bookPayments} />,
  },
  {
    key: 'refunds',
    title: copy.refunds,
    align: 'right',
    render: ({ figures }) => <Sum fen={figures.refundsFen} count={figures.refunds} />,
  },
  {
    key: 'fees',
    title: copy.fees,
    align: 'right',
    render: ({ figures }) => (
      <>
        <Money fen={figures.feesFen} />
        {figures.feesBackFen > 0 && <small>{copy.feesBack(moneyText(figures.feesBackFen))}</small>}
      </>
    ),
  },
]

const look = (open: (day: string) => void): Column<BillDay> => ({
  key: 'look',
  title: '',
  align: 'right',
  render: ({ day }) => (
    <Button size="small" aria-label={`${copy.look}：${day}`} onClick={() => open(day)}>
      {copy.look}
    </Button>
  ),
})

function Sum({ fen, count }: { fen: number; count: number }) {
  return (
    <>
      <Money fen={fen} />
      <small>{copy.count(count)}</small>
    </>
  )
}

/** Of a day that is over: whether anything is left to be explained. */
export function State({ bill }: { bill: BillDay }) {
  const { state, openDifferences } = bill
  if (state !== 'done') {
    return <span className="tag info">{copy.states[state]}</span>
  }
  return openDifferences === 0 ? (
    <span className="tag good">{copy.agreed}</span>
  ) : (
    <span className="tag bad">
      {copy.open} {copy.count(openDifferences)}
    </span>
  )
}
