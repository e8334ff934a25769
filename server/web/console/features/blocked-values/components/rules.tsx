import { Card } from '../../../../shared/kit/card.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useBlockedRules, type OwnerlessDay, type RuleRow } from '../api/blocked-values.js'
import { copy, rules } from '../copy.js'

/** What the rules of the product have met, and what was left without owner. */
export function Rules() {
  const found = useBlockedRules()
  const retry = () => void found.refetch()
  const { error } = found
  return (
    <>
      <Card title={copy.rulesTitle} sub={copy.rulesSub}>
        <DataTable
          label={copy.rulesTitle}
          columns={ruleColumns}
          listing={{ items: found.data?.rules, error, retry }}
          rowKey={({ rule }) => rule}
          empty={null}
          skeletonRows={6}
        />
      </Card>
      <Card title={copy.daysTitle} sub={copy.daysSub}>
        <DataTable
          label={copy.daysTitle}
          columns={dayColumns}
          listing={{ items: found.data?.days, error, retry }}
          rowKey={({ day, storeCode }) => `${day}:${storeCode}`}
          empty={<Empty>{copy.noDays}</Empty>}
          skeletonRows={3}
        />
      </Card>
    </>
  )
}

const ruleColumns: readonly Column<RuleRow>[] = [
  { key: 'rule', title: copy.rule, render: ({ rule }) => rules[rule] },
  { key: 'hits', title: copy.hits, align: 'right', render: ({ hits }) => hits },
  {
    key: 'last',
    title: copy.lastHit,
    align: 'right',
    render: ({ lastHitOn }) => lastHitOn ?? copy.never,
  },
]

const dayColumns: readonly Column<OwnerlessDay>[] = [
  { key: 'day', title: copy.day, render: ({ day }) => day },
  { key: 'store', title: copy.store, render: ({ storeCode }) => storeCode || copy.noStore },
  { key: 'count', title: copy.count, align: 'right', render: ({ count }) => count },
]
