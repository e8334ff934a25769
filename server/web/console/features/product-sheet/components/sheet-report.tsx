import { countText } from '../../../../shared/format/count.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { SheetResult } from '../api/take-in.js'
import { copy, rules } from '../copy.js'

type Fault = SheetResult['errors'][number]
const COUNTS = ['created', 'changed', 'unchanged', 'newSkus', 'stockSet'] as const

/** What a file would change, or why it changes nothing. */
export function SheetReport({ name, result }: { name: string; result: SheetResult }) {
  if (result.errorCount > 0) {
    return <Faults result={result} />
  }
  const isSame = result.created + result.changed + result.stockSet === 0
  return (
    <div role="status">
      <p>{isSame ? copy.nothing : copy.ready(name)}</p>
      {!isSame && (
        <p>
          {COUNTS.filter((key) => result[key] > 0).map((key) => (
            <span key={key} className="tag" style={{ marginRight: 8 }}>
              {copy[key]} {countText(result[key])}
            </span>
          ))}
        </p>
      )}
    </div>
  )
}

function Faults({ result: { errors, errorCount } }: { result: SheetResult }) {
  return (
    <>
      <p className="bad" role="alert">
        {copy.wrong(errorCount)}
      </p>
      {errorCount > errors.length && <p className="mut sm">{copy.first}</p>}
      <div style={{ maxHeight: 320, overflow: 'auto' }}>
        <DataTable
          label={copy.rule}
          columns={columns}
          listing={{ items: errors, error: null, retry: () => undefined }}
          rowKey={({ row, column, rule }) => `${row} ${column} ${rule}`}
          empty={null}
        />
      </div>
    </>
  )
}

const columns: readonly Column<Fault>[] = [
  { key: 'row', title: copy.row, width: 90, render: ({ row }) => countText(row) },
  { key: 'column', title: copy.column, render: ({ column }) => column ?? copy.wholeRow },
  { key: 'rule', title: copy.rule, render: ({ rule }) => rules[rule] ?? copy.other },
]
