import { DownloadOutlined } from '@ant-design/icons'
import { countText } from '../../../../shared/format/count.js'
import { Card } from '../../../../shared/kit/card.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { ImportDetail } from '../api/imports.js'
import { copy, rules } from '../copy.js'

type Fault = ImportDetail['faults'][number]

/** Which lines are left out and why; the whole list is a file. */
export function FaultsCard({ detail }: { detail: ImportDetail }) {
  const { faults, check, importId, header } = detail
  const all = check.errors.reduce((sum, { count }) => sum + count, 0)
  return (
    <Card
      title={copy.faults}
      sub={all > faults.length ? copy.faultsFirst : undefined}
      extra={
        faults.length > 0 && (
          <a className="link" href={`/api/imports/${importId}/errors.csv`} download>
            <DownloadOutlined aria-hidden />
            {copy.download}
          </a>
        )
      }
    >
      {check.errors.length > 0 && (
        <p className="card-pad sm">
          {check.errors.map(({ rule, count }) => (
            <span key={rule} className="tag" style={{ marginRight: 6 }}>
              {rules[rule]} {countText(count)}
            </span>
          ))}
        </p>
      )}
      <DataTable
        label={copy.faults}
        columns={columnsFor(header)}
        listing={{ items: faults, error: null, retry: () => undefined }}
        rowKey={({ row, column, rule }) => `${row} ${column} ${rule}`}
        empty={<Empty>{copy.noFaults}</Empty>}
      />
    </Card>
  )
}

const columnsFor = (header: readonly string[]): readonly Column<Fault>[] => [
  { key: 'row', title: copy.row, width: 100, render: ({ row }) => countText(row) },
  {
    key: 'column',
    title: copy.column,
    render: ({ column }) => (column === null ? copy.empty : header[column]),
  },
  { key: 'rule', title: copy.fault, render: ({ rule }) => rules[rule] },
]
