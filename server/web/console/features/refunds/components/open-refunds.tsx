import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Money } from '../../../../shared/format/money.js'
import { Bone } from '../../../../shared/states/bone.js'
import { copy as states } from '../../../../shared/states/copy.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import type { Column } from '../../../kit/data-table.js'
import { useRefundGroup, type OpenGroup, type Refund } from '../api/refunds.js'
import { useRefundTotals, type RefundTotals } from '../api/totals.js'
import { copy, groups } from '../copy.js'
import styles from './refunds.module.css'
import '../../../kit/table.css'

type Props = { columns: readonly Column<Refund>[]; empty: ReactNode }
type Sum = RefundTotals['accepted']

/** What has no end yet, in the groups of whoever moves next; a group without refunds is left out. */
export function OpenRefunds({ columns, empty }: Props) {
  const totals = useRefundTotals()
  const parts = {
    'needs-person': useRefundGroup('needs-person'),
    retrying: useRefundGroup('retrying'),
    accepted: useRefundGroup('accepted'),
  }
  const all = Object.values(parts)
  const broken = all.find(({ isError, data }) => isError && data === undefined)
  if (broken !== undefined) {
    const retry = () => void Promise.all(all.map(({ refetch }) => refetch()))
    return <ErrorState what={copy.failed} error={broken.error} onRetry={retry} />
  }
  const isLoading = all.some(({ data }) => data === undefined)
  if (!isLoading && all.every(({ data }) => data?.pages[0]?.items.length === 0)) {
    return empty
  }
  const sums = sumsOf(totals.data)
  return (
    <div className="tbl-scroll">
      <table className={`tbl ${styles.queue}`} aria-label={copy.list} aria-busy={isLoading}>
        <thead>
          <tr>
            {columns.map(({ key, title, align, width }) => (
              <th key={key} className={align} style={{ width }}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {isLoading ? (
          <Skeleton columns={columns.length} />
        ) : (
          (Object.keys(parts) as OpenGroup[]).map((name) => (
            <Group key={name} name={name} sum={sums?.[name]} part={parts[name]} columns={columns} />
          ))
        )}
      </table>
    </div>
  )
}

const sumsOf = (totals: RefundTotals | undefined) =>
  totals && {
    'needs-person': totals.needsPerson,
    retrying: totals.retrying,
    accepted: totals.accepted,
  }

type GroupProps = {
  name: OpenGroup
  sum: Sum | undefined
  part: ReturnType<typeof useRefundGroup>
  columns: readonly Column<Refund>[]
}

function Group({ name, sum, part, columns }: GroupProps) {
  const rows = part.data?.pages.flatMap(({ items }) => items) ?? []
  if (rows.length === 0) {
    return null
  }
  return (
    <tbody>
      <tr className={styles.group}>
        <th scope="rowgroup" colSpan={columns.length}>
          {groups[name]}
          {sum !== undefined && (
            <>
              {' '}
              {copy.count(sum.count)}
              <small>
                <Money fen={sum.amountFen} />
              </small>
            </>
          )}
        </th>
      </tr>
      {rows.map((refund) => (
        <tr key={refund.refundId}>
          {columns.map(({ key, align, render }) => (
            <td key={key} className={align}>
              {render(refund)}
            </td>
          ))}
        </tr>
      ))}
      {part.hasNextPage && (
        <tr>
          <td colSpan={columns.length} className={styles.more}>
            <Button
              size="small"
              loading={part.isFetchingNextPage}
              onClick={() => void part.fetchNextPage()}
            >
              {part.isFetchingNextPage ? copy.loadingMore : copy.more}
            </Button>
          </td>
        </tr>
      )}
    </tbody>
  )
}

const BONES = 6

function Skeleton({ columns }: { columns: number }) {
  return (
    <tbody>
      {Array.from({ length: BONES }, (_, row) => (
        <tr key={row}>
          {Array.from({ length: columns }, (_, column) => (
            <td key={column}>
              {row === 0 && column === 0 && <span className="sr">{states.loading}</span>}
              <Bone width={column === 0 ? '70%' : '50%'} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
