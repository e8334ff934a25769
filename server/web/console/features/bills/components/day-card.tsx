import { Button } from 'antd'
import { Money, moneyText } from '../../../../shared/format/money.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useBillDay, type BillDay, type Difference } from '../api/bills.js'
import { copy } from '../copy.js'
import { State } from './day-table.js'
import { RunButton } from './run-button.js'

type Props = { day: string; mayRun: boolean; close: () => void }

/** One day: its figures, and each difference with what was done about it. */
export function DayCard({ day, mayRun, close }: Props) {
  const report = useBillDay(day)
  return (
    <section className="card" aria-label={copy.detail(day)}>
      <div className="card-head">
        <h2>{copy.detail(day)}</h2>
        {report.data && <State bill={report.data.day} />}
        <span className="sp" />
        {mayRun && <RunButton day={day} />}
        <Button size="small" onClick={close}>
          {copy.close}
        </Button>
      </div>
      {report.data && (
        <p className="mut" style={{ padding: '0 16px 12px' }}>
          {figuresText(report.data.day)}
        </p>
      )}
      <DataTable
        label={copy.detail(day)}
        columns={columns}
        listing={{
          items: report.data?.differences,
          error: report.error,
          retry: () => void report.refetch(),
        }}
        rowKey={({ subject }) => subject}
        empty={<Empty>{copy.noDifferences}</Empty>}
        skeletonRows={3}
      />
    </section>
  )
}

function figuresText({ run, figures }: BillDay): string {
  return [
    copy.runs(run),
    `${copy.matched} ${copy.count(figures.matched)}`,
    `${copy.fees} ${moneyText(figures.feesFen)}`,
    `${copy.withdrawals} ${moneyText(figures.withdrawalsFen)}`,
    `${copy.deposits} ${moneyText(figures.depositsFen)}`,
  ].join(' · ')
}

const columns: readonly Column<Difference>[] = [
  {
    key: 'what',
    title: copy.what,
    render: ({ what, subject }) => (
      <>
        {copy.whats[what]}
        <small className="mono">{subject}</small>
      </>
    ),
  },
  { key: 'note', title: copy.note, render: ({ note }) => note },
  {
    key: 'bill',
    title: copy.bill,
    align: 'right',
    render: ({ billFen }) => <Money fen={billFen} />,
  },
  { key: 'own', title: copy.own, align: 'right', render: ({ ownFen }) => <Money fen={ownFen} /> },
  {
    key: 'result',
    title: copy.result,
    render: ({ state, action }) =>
      state === 'settled' ? (
        <span className="tag good">{copy.settled}</span>
      ) : (
        <span className={action === 'incident' ? 'tag bad' : 'tag info'}>
          {copy.actions[action]}
        </span>
      ),
  },
]
